//! Different texts, to be found again. The library's map is compiled into each place that fills one or looks something up, half a
//! kilobyte of the page each time; here it stands once.

use std::collections::HashMap;

/// A set of texts, in the order in which they came.
#[derive(Clone, Debug, Default)]
pub struct Texts<'a>(HashMap<&'a str, usize>);

impl<'a> Texts<'a> {
    /// The different ones of these.
    pub fn of(texts: impl Iterator<Item = &'a str>) -> Self {
        let mut set = Self::default();
        set.add(texts);
        set
    }

    /// Adds those that are new.
    pub fn add(&mut self, texts: impl Iterator<Item = &'a str>) {
        for text in texts {
            self.place(text);
        }
    }

    /// How many different ones came before this one did.
    #[inline(never)]
    pub fn place(&mut self, text: &'a str) -> usize {
        let next = self.0.len();
        *self.0.entry(text).or_insert(next)
    }

    /// How many of these are in it.
    pub fn found<'t>(&self, texts: impl Iterator<Item = &'t str>) -> usize {
        texts.filter(|text| self.has(text)).count()
    }

    #[inline(never)]
    fn has(&self, text: &str) -> bool {
        self.0.contains_key(text)
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// None at all?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each of them once, in any order.
    pub fn iter(&self) -> impl Iterator<Item = &'a str> + Clone + '_ {
        self.0.keys().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn texts_have_places_and_are_found() {
        let mut texts = Texts::of(["a", "b", "a"].into_iter());
        assert_eq!((texts.len(), texts.is_empty()), (2, false));
        assert_eq!(
            [texts.place("b"), texts.place("c"), texts.place("a")],
            [1, 2, 0]
        );
        assert_eq!(texts.found(["c", "x", "c"].into_iter()), 2);
        assert_eq!(texts.iter().count(), 3);
    }
}
