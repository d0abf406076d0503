//! Tags of resources, which exports spell in three ways: a column for each, a map, and a map of FOCUS.

use std::collections::BTreeMap;

use super::report::Cells;

/// Bytes of a tag's name or value that are kept.
const TEXT_MAX: usize = 120;

/// Columns that hold tags.
#[derive(Clone, Debug, Default)]
pub(super) struct TagColumns {
    /// A map of all of them, in JSON.
    map: Option<usize>,
    /// One of each tag, with its name.
    each: Vec<(usize, String)>,
}

impl TagColumns {
    /// Where a header has tags: `resourceTags/user:team`, `resource_tags_user_team`, `resource_tags`, `Tags`.
    pub(super) fn of<'t>(names: impl Iterator<Item = (usize, &'t str)>) -> Self {
        let mut columns = Self::default();
        for (place, name) in names {
            let own = ["resourceTags/", "resource_tags_"].into_iter().find_map(|head| name.strip_prefix(head));
            match own {
                Some(own) => columns.each.push((place, own.to_owned())),
                None if matches!(name, "resource_tags" | "Tags") => columns.map = Some(place),
                None => {}
            }
        }
        columns
    }

    /// Every column of tags.
    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        self.map.into_iter().chain(self.each.iter().map(|(place, _)| *place))
    }

    /// A row's tags, as [`canonical`] reads them.
    pub(super) fn write<'r>(&self, cell: &impl Cells<'r>, text: &mut String) {
        if let Some(map) = self.map {
            text.push_str(cell(map));
        }
        for (place, name) in &self.each {
            let value = cell(*place);
            if !value.is_empty() {
                text.extend([name, "=", value, "\n"]);
            }
        }
    }
}

/// Tags in order, each on a line: `team=search`. What marks a tag as the user's is left out; nothing where they can't be read.
pub(super) fn canonical(text: &str) -> String {
    let mut tags = BTreeMap::<String, String>::new();
    if text.starts_with('{') {
        tags = serde_json::from_str::<BTreeMap<String, String>>(text).unwrap_or_default();
    } else {
        tags.extend(
            text.lines().filter_map(|tag| tag.split_once('=')).map(|(name, value)| (name.into(), value.into())),
        );
    }
    let plain = |text: &str| text.chars().filter(|letter| !letter.is_control()).take(TEXT_MAX).collect::<String>();
    let mut lines: Vec<String> = tags
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| {
            let own = name.strip_prefix("user:").or_else(|| name.strip_prefix("user_")).unwrap_or(name);
            [plain(own).as_str(), "=", &plain(value)].concat()
        })
        .collect();
    lines.sort();
    lines.dedup();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::canonical;

    #[test]
    fn three_spellings_are_one() {
        for text in [
            r#"{"user_team":"search","user_env":"prod","user_none":""}"#,
            r#"{"env":"prod","user:team":"search"}"#,
            "user:team=search\nuser_env=prod\n",
        ] {
            assert_eq!(canonical(text), "env=prod\nteam=search", "{text}");
        }
        assert_eq!((canonical("{"), canonical(""), canonical("x")), (String::new(), String::new(), String::new()));
    }
}
