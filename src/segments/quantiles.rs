//! Quintile breaks by exact integer arithmetic, so that no rounding decides who is in which group.

/// The 20/40/60/80 % quantiles of a column with linear interpolation (type 7, Hyndman & Fan 1996: the default of
/// NumPy and R), each multiplied by five: position `(n − 1) k / 5` has a denominator of five, so the product is whole.
/// Reorders `values`; all zero for an empty column.
#[must_use]
pub fn quintile_breaks_times_five(values: &mut [i64]) -> [i128; 4] {
    let mut breaks = [0; 4];
    let Some(last) = values.len().checked_sub(1) else {
        return breaks;
    };
    // Each selection leaves the smaller values in front, so the next one looks only behind.
    let mut done = 0;
    for (k, slot) in (1..=4).zip(&mut breaks) {
        let position = last * k;
        let (index, fifths) = (position / 5, (position % 5) as i128);
        let (_, &mut low, above) = values[done..].select_nth_unstable(index - done);
        let high = if fifths == 0 {
            low
        } else {
            above.iter().copied().min().unwrap_or(low)
        };
        *slot = i128::from(low) * 5 + i128::from(high - low) * fifths;
        done = index;
    }
    breaks
}

/// 1 + number of breaks below the value: 1–5. Equal values get the same score.
#[must_use]
pub fn score(value: i64, breaks_times_five: &[i128; 4]) -> u8 {
    let value = i128::from(value) * 5;
    1 + breaks_times_five
        .iter()
        .map(|&b| u8::from(value > b))
        .sum::<u8>()
}

#[cfg(test)]
mod tests {
    use super::*;

    // numpy.quantile([1, 2, 4, 8, 16, 32, 64], [.2, .4, .6, .8]) = [2.4, 5.6, 12.8, 28.8] (NumPy 2.4)
    #[test]
    fn breaks_are_those_of_numpy() {
        let mut values = [64, 2, 1, 16, 8, 4, 32];
        assert_eq!(quintile_breaks_times_five(&mut values), [12, 28, 64, 144]);
    }

    #[test]
    fn a_value_on_a_break_stays_below_it() {
        let mut values: Vec<i64> = (0..6).collect();
        let breaks = quintile_breaks_times_five(&mut values);
        let scores: Vec<u8> = (0..6).map(|v| score(v, &breaks)).collect();
        assert_eq!(scores, [1, 1, 2, 3, 4, 5]);
    }

    #[test]
    fn one_value_and_none_are_no_trouble() {
        assert_eq!(quintile_breaks_times_five(&mut []), [0; 4]);
        assert_eq!(quintile_breaks_times_five(&mut [7]), [35; 4]);
        assert_eq!(score(7, &[35; 4]), 1);
    }
}
