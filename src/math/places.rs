//! Sorting many.

use std::cmp::Ordering;

/// Sorts places of a long list by what stands there; what is equal keeps its order. The library's sort is compiled again for
/// each type and each way to compare, six kilobytes of the page a time: the lists of larger things share this one.
#[inline(never)]
pub(crate) fn sort_places(places: &mut [u32], compare: &dyn Fn(usize, usize) -> Ordering) {
    places.sort_by(|&a, &b| compare(a as usize, b as usize));
}

/// The places of a list of so many, sorted.
pub(crate) fn sorted_places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<u32> {
    let mut places: Vec<u32> = (0..count as u32).collect();
    sort_places(&mut places, compare);
    places
}

#[cfg(test)]
mod tests {
    use super::sorted_places;

    #[test]
    fn it_sorts_and_keeps_the_order_of_equals() {
        let list = [(3, 'a'), (1, 'b'), (3, 'c'), (2, 'd'), (1, 'e')];
        let sorted = sorted_places(list.len(), &|a, b| list[a].0.cmp(&list[b].0));
        assert_eq!(sorted, [1, 4, 3, 0, 2]);
    }
}
