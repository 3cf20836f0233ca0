//! Lists of objects inside records: the lines of an order, the orders of a customer.

use std::ops::ControlFlow;

use super::reader::Node;
use super::records::{Records, each};
use crate::error::Result;

/// Rows that are looked at to see which of their lists is the longest.
const LOOKED_AT: usize = 1000;

/// Names of members, from the record inwards.
type Path = Vec<String>;

/// Which lists become rows of their own: the first inside the record, the next inside its objects.
#[derive(Default)]
pub(super) struct Lists(Vec<Path>);

impl Lists {
    /// The longest list over all records, the longest inside of what that gives, and so on; fewer than asked for where there are
    /// no more.
    ///
    /// # Errors
    /// `damaged_json` with the line.
    pub(super) fn find(text: &[u8], records: Records, levels: usize) -> Result<Self> {
        let mut lists = Self::default();
        while lists.levels() < levels {
            let mut objects: Vec<(Path, usize)> = Vec::new();
            let mut looked_at = 0;
            each(text, records, &mut |record| {
                lists.unfold(record, &mut |row| {
                    count(row, &mut Vec::new(), &mut objects);
                    looked_at += 1;
                    Ok(match looked_at {
                        LOOKED_AT => ControlFlow::Break(()),
                        _ => ControlFlow::Continue(()),
                    })
                })
            })?;
            let mut longest: Option<(Path, usize)> = None;
            for (path, count) in objects {
                if longest.as_ref().is_none_or(|(_, most)| count > *most) {
                    longest = Some((path, count));
                }
            }
            let Some((path, _)) = longest else { break };
            lists.0.push(path);
        }
        Ok(lists)
    }

    /// How many lists inside each other there are.
    pub(super) fn levels(&self) -> usize {
        self.0.len()
    }

    /// Calls `visit` for each row of a record; where its list is empty or missing, for the record alone.
    ///
    /// # Errors
    /// What `visit` says.
    pub(super) fn unfold(&self, mut record: Node, visit: &mut Visit) -> Result<ControlFlow<()>> {
        rows(&mut record, &self.0, visit)
    }
}

/// Takes a row; `Break` stops the reading.
pub(super) type Visit<'v> = dyn FnMut(&Node) -> Result<ControlFlow<()>> + 'v;

/// The objects of a list stand in its place one after the other: what is beside them is never copied, for it may be large and they
/// many.
fn rows(row: &mut Node, paths: &[Path], visit: &mut Visit) -> Result<ControlFlow<()>> {
    let Some((path, inner)) = paths.split_first() else {
        return visit(row);
    };
    let nothing = || Node::Object(Vec::new());
    let mut list = match at(row, path).map(|place| std::mem::replace(place, nothing())) {
        Some(Node::List(list)) if !list.is_empty() => list,
        _ => return rows(row, inner, visit),
    };
    let mut flow = ControlFlow::Continue(());
    for object in &mut list {
        let mut turn = |row: &mut Node| {
            if let Some(place) = at(row, path) {
                std::mem::swap(place, object);
            }
        };
        turn(row);
        flow = rows(row, inner, visit)?;
        turn(row);
        if flow.is_break() {
            break;
        }
    }
    if let Some(place) = at(row, path) {
        *place = Node::List(list);
    }
    Ok(flow)
}

/// The member of a record at this path.
fn at<'n>(mut node: &'n mut Node, path: &[String]) -> Option<&'n mut Node> {
    for name in path {
        let Node::Object(members) = node else {
            return None;
        };
        node = members
            .iter_mut()
            .find_map(|(member, inner)| (member == name).then_some(inner))?;
    }
    Some(node)
}

/// Counts the objects of all lists in a record that hold objects alone.
fn count(node: &Node, path: &mut Path, objects: &mut Vec<(Path, usize)>) {
    match node {
        Node::Object(members) => {
            for (name, node) in members {
                path.push(name.clone());
                count(node, path, objects);
                path.pop();
            }
        }
        Node::List(list) if list.iter().all(|node| matches!(node, Node::Object(_))) => {
            match objects.iter_mut().find(|(other, _)| other == path) {
                Some((_, count)) => *count += list.len(),
                None => objects.push((path.clone(), list.len())),
            }
        }
        _ => {}
    }
}
