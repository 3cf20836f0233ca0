//! Tables of customers under contract: which columns say how long somebody has been there and whether they have left.

use super::roles::Study;

/// Tenures beyond this are typing errors.
const LONGEST: f64 = 10_000.0;

/// Whether a customer has left, as tables say it.
#[must_use]
pub fn has_left(text: &str) -> Option<bool> {
    const LEFT: &str = "yes y true t 1 1.0 churned churn left exited attrited cancelled canceled ja oui sí si sim да 是 已流失 流失 はい 예";
    const STAYS: &str = "no n false f 0 0.0 active stayed retained existing current nein non não nao нет 否 未流失 在网 いいえ 아니오";
    let text = text.trim().to_lowercase();
    let said = |words: &str| words.split(' ').any(|word| word == text);
    match (said(LEFT), said(STAYS)) {
        (true, _) => Some(true),
        (_, true) => Some(false),
        _ => None,
    }
}

/// Whole periods of tenure: begun ones do not count.
#[must_use]
pub fn whole_periods(text: &str) -> Option<u32> {
    let value: f64 = text.trim().parse().ok()?;
    (0.0..=LONGEST).contains(&value).then_some(value as u32)
}

/// The columns of tenure and of having left whose sampled values can be read as such, all but a hundredth of them.
pub(super) fn columns(study: &Study<'_>) -> Option<(usize, usize)> {
    let find = |candidates: &[usize], fits: &dyn Fn(&str) -> bool| {
        candidates.iter().copied().find(|&column| {
            let filled = study.profiles[column]
                .cells
                .iter()
                .filter(|v| !v.is_empty());
            let misfits = filled.clone().filter(|v| !fits(v)).count();
            misfits * 100 <= filled.count()
        })
    };
    let tenure = find(&study.tenure, &|v| whole_periods(v).is_some())?;
    let left = find(&study.churned, &|v| has_left(v).is_some())?;
    Some((tenure, left))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_and_tenures_are_read_as_tables_write_them() {
        let read = [
            "Yes", " no ", "1", "0", "FALSE", "是", "nein", "Churned", "maybe", "",
        ]
        .map(has_left);
        let (yes, no) = (Some(true), Some(false));
        assert_eq!(read, [yes, no, yes, no, no, yes, no, yes, None, None]);
        let read = ["34", "3.9", "0", "-1", "1e9", "long", ""].map(whole_periods);
        assert_eq!(read, [Some(34), Some(3), Some(0), None, None, None, None]);
    }
}
