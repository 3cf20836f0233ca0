//! Header shapes of known exports. They raise confidence and settle what names alone can't; nothing depends on them.

use super::plan::{AmountLevel, Role};

/// One known export.
#[derive(Clone, Debug)]
pub struct Preset {
    /// Stable id, `shopify`, `taobao` …
    pub id: String,
    /// Headers that must all be there (in any case, trimmed); `fields.*` is any that begins so.
    pub needs: Vec<String>,
    /// Roles that are known, by header.
    pub roles: crate::math::pairs::Pairs<Role, Vec<String>>,
    /// What one row's amount covers, if known.
    pub level: Option<AmountLevel>,
    /// Amounts are hundredths, if known.
    pub cents: Option<bool>,
}

impl Preset {
    /// The column with this role, by the first of its headers that is there.
    #[must_use]
    pub fn column(&self, role: Role, names: &[String]) -> Option<usize> {
        self.roles
            .get(&role)?
            .iter()
            .find_map(|header| position(names, header))
    }
}

/// The first preset whose needed headers are all there, if any.
#[must_use]
pub fn recognise(names: &[String]) -> Option<Preset> {
    all().into_iter().find(|preset| {
        !preset.needs.is_empty()
            && preset
                .needs
                .iter()
                .all(|header| position(names, header).is_some())
    })
}

/// All presets, as they stand in `presets.tsv`.
fn all() -> Vec<Preset> {
    const TABLE: &str = include_str!("presets.tsv");
    let mut presets: Vec<Preset> = Vec::new();
    for line in TABLE.lines().filter(|line| !line.starts_with('#')) {
        let mut cells = line.split('\t');
        let (Some(id), Some(what), Some(headers)) = (cells.next(), cells.next(), cells.next())
        else {
            continue;
        };
        let headers: Vec<String> = headers.split('|').map(|h| h.trim().to_owned()).collect();
        if presets.last().is_none_or(|last| last.id != id) {
            presets.push(Preset {
                id: id.to_owned(),
                needs: Vec::new(),
                roles: crate::math::pairs::Pairs::new(),
                level: None,
                cents: None,
            });
        }
        let Some(preset) = presets.last_mut() else {
            continue;
        };
        match what {
            "needs" => preset.needs = headers,
            "first_line" => preset.level = Some(AmountLevel::FirstLine),
            "each_line" => preset.level = Some(AmountLevel::EachLine),
            "cents" => preset.cents = Some(true),
            _ => {
                if let Some(role) = Role::ALL.into_iter().find(|role| role.id() == what) {
                    preset.roles.insert(role, headers);
                }
            }
        }
    }
    presets
}

fn position(names: &[String], header: &str) -> Option<usize> {
    names
        .iter()
        .position(|name| match header.strip_suffix('*') {
            Some(stem) => name.trim().starts_with(stem),
            None => name.trim().eq_ignore_ascii_case(header),
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_understood() {
        let presets = all();
        assert!(presets.len() >= 10);
        for preset in &presets {
            assert!(!preset.needs.is_empty(), "{}", preset.id);
            // Tables that anybody lays out as they like are known by what wraps their columns only.
            let wrapped = preset.needs.iter().any(|header| header.ends_with('*'));
            assert!(wrapped || !preset.roles.is_empty(), "{}", preset.id);
        }
    }

    #[test]
    fn a_shape_is_recognised_by_its_headers() {
        let names: Vec<String> = [
            "Name",
            "Email",
            "Financial Status",
            "Lineitem name",
            "Total",
            "Created at",
        ]
        .map(String::from)
        .to_vec();
        let preset = recognise(&names).expect("shopify");
        assert_eq!(preset.id, "shopify");
        assert_eq!(preset.column(Role::Order, &names), Some(0));
        assert!(recognise(&["a".into(), "b".into()]).is_none());
    }
}
