//! What a template sees at one point: variables in layers, and what the branch has asked about already.

use std::collections::BTreeMap;

use super::shape::Shape;

/// Variables of a page or of a component.
#[derive(Debug, Clone, Default)]
pub struct Frame {
    layers: Vec<BTreeMap<String, Shape>>,
    /// Paths that an `if` around this point has asked about and not found.
    asked: Vec<String>,
    /// Whether it is a component, which sees its arguments only.
    pub component: bool,
}

impl Frame {
    /// A frame with its first variables.
    pub fn new(variables: BTreeMap<String, Shape>, component: bool) -> Self {
        Self {
            layers: vec![variables],
            asked: Vec::new(),
            component,
        }
    }

    /// The variable of this name; of two, the inner.
    pub fn get(&self, name: &str) -> Option<&Shape> {
        self.layers.iter().rev().find_map(|layer| layer.get(name))
    }

    /// The names of all variables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.layers
            .iter()
            .flat_map(|l| l.keys().map(String::as_str))
    }

    /// Opens a layer.
    pub fn push(&mut self, layer: BTreeMap<String, Shape>) {
        self.layers.push(layer);
    }

    /// Closes the innermost layer.
    pub fn pop(&mut self) {
        self.layers.pop();
    }

    /// `{% set name = … %}`: of two branches that set a name differently, nobody knows which was taken.
    pub fn set(&mut self, name: &str, shape: Shape, global: bool) {
        let layer = match global {
            true => self.layers.first_mut(),
            false => self.layers.last_mut(),
        };
        let Some(layer) = layer else { return };
        let shape = match layer.get(name) {
            Some(before) if *before != shape => Shape::Any,
            _ => shape,
        };
        layer.insert(name.to_owned(), shape);
    }

    /// How many questions have been asked.
    pub fn asked(&self) -> usize {
        self.asked.len()
    }

    /// Remembers questions until [`Frame::forget`].
    pub fn ask(&mut self, paths: Vec<String>) {
        self.asked.extend(paths);
    }

    /// Forgets the questions after the first `count`.
    pub fn forget(&mut self, count: usize) {
        self.asked.truncate(count);
    }

    /// Whether this path, or one that it begins with, has been asked about.
    pub fn is_asked(&self, path: &str) -> bool {
        self.asked.iter().any(|asked| {
            path.strip_prefix(asked.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}
