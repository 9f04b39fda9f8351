//! What was measured, as tables for `benches/README.md`.

use std::fmt::{self, Display, Formatter};

use crate::Part;
use crate::commands::{Cold, Commands, Copy, PHASES};
use crate::edit::Edit;
use crate::measure::{Cost, best, median};
use crate::preview::Preview;

/// The tables, a row a size or a measurement.
#[derive(Default)]
pub struct Tables {
    commands: String,
    phases: String,
    ratios: String,
    copies: String,
    edits: String,
    previews: String,
    /// Milliseconds an entry at the size before.
    before: Option<f64>,
}

impl Tables {
    /// The commands of one size.
    pub fn commands(&mut self, size: usize, measured: &Commands) {
        let cold: Vec<Cost> = measured.cold.iter().map(|c| c.cost).collect();
        let cold = (!cold.is_empty()).then(|| best(&cold));
        if let Some(cost) = cold {
            self.command(size, "cold build", cost);
            self.phases(size, &measured.cold);
        }
        let mut shares = Vec::new();
        for (part, runs) in &measured.others {
            let cost = best(runs);
            let name = match part {
                Part::Unchanged => "unchanged build",
                Part::NoRender => "check --no-render",
                _ => "check",
            };
            self.command(size, name, cost);
            shares.push((*part, cost.wall));
        }
        if let Some(cold) = cold {
            self.ratios(size, cold.wall, &shares);
        }
        if !measured.copies.is_empty() {
            self.copies(size, &measured.copies, measured.output);
        }
    }

    fn command(&mut self, size: usize, name: &str, cost: Cost) {
        let Cost { wall, cpu, memory } = cost;
        row(
            &mut self.commands,
            format!("{size} | {name} | {wall:.0} | {cpu:.0} | {memory:.0}"),
        );
    }

    /// Of the quickest run.
    fn phases(&mut self, size: usize, runs: &[Cold]) {
        let quickest = runs
            .iter()
            .min_by(|a, b| a.cost.wall.total_cmp(&b.cost.wall));
        let Cold { cost, phases } = quickest.expect("at least one run");
        let took = phases.map(|ms| format!("{ms:.0}")).join(" | ");
        let guard = PHASES.iter().position(|p| *p == "guard");
        let share = phases[guard.expect("it is a phase")] / cost.wall * 100.0;
        row(&mut self.phases, format!("{size} | {took} | {share:.1} %"));
    }

    fn ratios(&mut self, size: usize, cold: f64, shares: &[(Part, f64)]) {
        let share = |part| match shares.iter().find(|(p, _)| *p == part) {
            Some((_, wall)) => format!("{:.2}", wall / cold),
            None => "–".to_owned(),
        };
        let entry = cold / size as f64;
        let growth = self
            .before
            .map_or("–".to_owned(), |before| format!("{:.2}", entry / before));
        self.before = Some(entry);
        row(
            &mut self.ratios,
            format!(
                "{size} | {} | {} | {} | {entry:.3} | {growth}",
                share(Part::Unchanged),
                share(Part::Check),
                share(Part::NoRender),
            ),
        );
    }

    fn copies(&mut self, size: usize, pairs: &[Copy], (files, megabytes): (usize, f64)) {
        let of = |f: fn(&Copy) -> f64| median(pairs.iter().map(f).collect());
        row(
            &mut self.copies,
            format!(
                "{size} | {files} | {megabytes:.0} | {:.0} | {:.0} | {:.0} | {:.2} | {:.2}",
                of(|p| p.built),
                of(|p| p.copied),
                of(|p| p.flushed),
                of(|p| p.built / p.copied),
                of(|p| p.built / p.flushed),
            ),
        );
    }

    /// Edits in a lasting session.
    pub fn edit(&mut self, size: usize, edit: &Edit) {
        let Edit {
            whole,
            phases,
            files,
            memory,
        } = edit;
        let took = phases.map(|ms| format!("{ms:.0}")).join(" | ");
        row(
            &mut self.edits,
            format!("{size} | {whole:.0} | {took} | {files} | {memory:.0}"),
        );
    }

    /// Edits in front of the preview.
    pub fn preview(&mut self, size: usize, preview: &Preview) {
        let Preview {
            whole,
            built,
            memory,
        } = preview;
        let rest = whole - built;
        row(
            &mut self.previews,
            format!("{size} | {whole:.0} | {built:.0} | {rest:.0} | {memory:.0}"),
        );
    }
}

/// Adds a row, and shows it at once: a large size takes long, and somebody waits.
fn row(table: &mut String, cells: String) {
    eprintln!("| {cells} |");
    *table += &format!("| {cells} |\n");
}

impl Display for Tables {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let names = PHASES.join(" | ");
        let phases = format!("entries | {names}, ms | guard's share");
        let edits = format!("entries | an edit, ms | {names} | files changed | peak memory, MB");
        for (head, rows) in [
            (
                "entries | what | wall, ms (best) | CPU, ms | peak memory, MB",
                &self.commands,
            ),
            (&phases, &self.phases),
            (
                "entries | unchanged / cold | check / cold | no-render / cold | cold, ms an entry | to the size above",
                &self.ratios,
            ),
            (
                "entries | files | MB | cold build, ms | cp -r | cp -r and flush | build / cp | build / cp and flush",
                &self.copies,
            ),
            (&edits, &self.edits),
            (
                "entries | from the save to the message, ms | of that the build | watching and waiting | peak memory, MB",
                &self.previews,
            ),
        ] {
            if !rows.is_empty() {
                let rule = "|---".repeat(head.split(" | ").count());
                writeln!(f, "| {head} |\n{rule}|\n{rows}")?;
            }
        }
        Ok(())
    }
}
