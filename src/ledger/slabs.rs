//! Room for rows in blocks of equal size, cut from slabs: memory grows in large steps and is never moved, and a block that
//! one partition no longer needs serves another.

use super::cell::Cell;
use super::packed::Packed;

/// Rows per block: 2^9.
const BLOCK_BITS: u32 = 9;
pub(super) const BLOCK_ROWS: usize = 1 << BLOCK_BITS;
/// Rows per slab: 2^16, 1 MB.
const SLAB_BITS: u32 = 16;
const SLAB_ROWS: usize = 1 << SLAB_BITS;
/// Slabs for which room is made at once, at most (64 MB).
const MOST_AHEAD: usize = 64;

/// Room for `SLAB_ROWS` rows.
#[derive(Clone, Debug)]
struct Slab {
    cells: Box<[Cell; SLAB_ROWS]>,
    /// What tells records from each other that agree in their cells; empty while no row of the slab has a fingerprint.
    fingerprints: Vec<u32>,
}

/// The blocks of one partition, in order. All but the last are full.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    numbers: Vec<u32>,
    /// Where the next row goes, counted in rows from the first slab on.
    next: u32,
    /// Rows that have room in the last block still.
    room: u32,
}

impl Blocks {
    pub(super) fn rows(&self) -> usize {
        self.numbers.len() * BLOCK_ROWS - self.room as usize
    }

    /// Number and rows of each block.
    fn each(&self) -> impl Iterator<Item = (u32, usize)> + '_ {
        let mut left = self.rows();
        self.numbers.iter().map(move |&number| {
            let rows = left.min(BLOCK_ROWS);
            left -= rows;
            (number, rows)
        })
    }
}

/// All slabs of a journal or ledger.
#[derive(Clone, Debug, Default)]
pub(super) struct Slabs {
    slabs: Vec<Slab>,
    free: Vec<u32>,
    /// Slabs for which memory has grown already.
    ahead: usize,
}

impl Slabs {
    /// Appends a row to a partition's blocks.
    #[inline(always)]
    pub(super) fn push(&mut self, blocks: &mut Blocks, cell: Cell, fingerprint: u32) {
        if blocks.room == 0 {
            self.add_block(blocks);
        }
        let at = blocks.next as usize;
        blocks.next += 1;
        blocks.room -= 1;
        let slab = &mut self.slabs[at >> SLAB_BITS];
        slab.cells[at % SLAB_ROWS] = cell;
        if fingerprint != 0 {
            if slab.fingerprints.is_empty() {
                slab.fingerprints = vec![0; SLAB_ROWS];
            }
            slab.fingerprints[at % SLAB_ROWS] = fingerprint;
        }
    }

    #[inline(never)]
    fn add_block(&mut self, blocks: &mut Blocks) {
        let number = self.free.pop().unwrap_or_else(|| self.new_slab());
        blocks.numbers.push(number);
        blocks.next = number << BLOCK_BITS;
        blocks.room = BLOCK_ROWS as u32;
    }

    /// The number of a new slab's first block; its others are free.
    fn new_slab(&mut self) -> u32 {
        self.make_room();
        let blocks = 1 << (SLAB_BITS - BLOCK_BITS);
        let first = self.slabs.len() as u32 * blocks;
        // From a list and not from an array: that would stand on the stack first.
        if let Ok(cells) = vec![Cell::default(); SLAB_ROWS]
            .into_boxed_slice()
            .try_into()
        {
            self.slabs.push(Slab {
                cells,
                fingerprints: Vec::new(),
            });
        }
        self.free.extend((first + 1..first + blocks).rev());
        first
    }

    /// Each growth of a browser's memory has a price of its own, whatever the step, and a collection of garbage may follow:
    /// grows it by a quarter of what is there. What nobody has written to takes no room in the machine.
    fn make_room(&mut self) {
        if self.ahead == 0 {
            self.ahead = (self.slabs.len() / 4).clamp(1, MOST_AHEAD);
            let mut room = Vec::<Cell>::new();
            // Where there is no such room, the slab itself may still find its own.
            let _ = room.try_reserve_exact(self.ahead * SLAB_ROWS);
            drop(std::hint::black_box(room));
        }
        self.ahead -= 1;
    }

    /// The rows of each block, and their fingerprints where there are any.
    pub(super) fn each<'a>(
        &'a self,
        blocks: &'a Blocks,
    ) -> impl Iterator<Item = (&'a [Cell], &'a [u32])> + 'a {
        blocks.each().map(|(number, rows)| {
            let start = (number as usize * BLOCK_ROWS) % SLAB_ROWS;
            let slab = &self.slabs[number as usize * BLOCK_ROWS / SLAB_ROWS];
            let fingerprints = slab.fingerprints.get(start..start + rows);
            (
                &slab.cells[start..start + rows],
                fingerprints.unwrap_or_default(),
            )
        })
    }

    /// Have any rows of these blocks fingerprints?
    pub(super) fn have_fingerprints(&self, blocks: &Blocks) -> bool {
        self.each(blocks)
            .any(|(_, fingerprints)| !fingerprints.is_empty())
    }

    /// Rewrites every row.
    pub(super) fn rewrite(&mut self, blocks: &[Blocks], mut new: impl FnMut(Cell) -> Cell) {
        for (number, rows) in blocks.iter().flat_map(Blocks::each) {
            for cell in self.block_mut(number).iter_mut().take(rows) {
                *cell = new(*cell);
            }
        }
    }

    fn block_mut(&mut self, number: u32) -> &mut [Cell] {
        let start = (number as usize * BLOCK_ROWS) % SLAB_ROWS;
        let slab = &mut self.slabs[number as usize * BLOCK_ROWS / SLAB_ROWS];
        &mut slab.cells[start..start + BLOCK_ROWS]
    }

    /// Puts sorted rows (no more than there were) back into the blocks they came from.
    pub(super) fn write_back(&mut self, blocks: &mut Blocks, cells: &[Cell]) {
        let needed = cells.len().div_ceil(BLOCK_ROWS);
        self.free
            .extend(blocks.numbers.drain(needed.min(blocks.numbers.len())..));
        blocks.room = (blocks.numbers.len() * BLOCK_ROWS - cells.len()) as u32;
        for (&number, cells) in blocks.numbers.iter().zip(cells.chunks(BLOCK_ROWS)) {
            self.block_mut(number)[..cells.len()].copy_from_slice(cells);
        }
    }

    /// Deals the rows of a partition out to smaller ones of `2^bits` places each. A block that has been dealt out serves the
    /// next rows, so this needs hardly any memory.
    pub(super) fn split(&mut self, blocks: &Blocks, bits: u32, parts: usize) -> Vec<Blocks> {
        let mut dealt = vec![Blocks::default(); parts];
        let mut rows = Vec::with_capacity(BLOCK_ROWS);
        for (number, count) in blocks.each() {
            let one = Blocks {
                numbers: vec![number],
                next: 0,
                room: (BLOCK_ROWS - count) as u32,
            };
            rows.clear();
            for (cells, fingerprints) in self.each(&one) {
                let fingerprints = fingerprints.iter().copied().chain(std::iter::repeat(0));
                rows.extend(cells.iter().copied().zip(fingerprints));
            }
            self.free.push(number);
            for &(cell, fingerprint) in &rows {
                if let Some(part) = dealt.get_mut(cell.place() >> bits) {
                    self.push(part, cell, fingerprint);
                }
            }
        }
        dealt
    }

    /// Keeps of each row what nothing else knows once the rows are sorted and their orders counted: half of the memory. A slab
    /// is freed before the next one is copied, so that the room in front of it serves that one.
    pub(super) fn into_days(self) -> Days {
        let days = |slab: Slab| slab.cells.iter().map(|cell| cell.packed).collect();
        Days(self.slabs.into_iter().map(days).collect())
    }
}

/// Day and amount of each row, in the places that [`Slabs`] gave them.
#[derive(Clone, Debug, Default)]
pub(super) struct Days(Vec<Box<[Packed]>>);

impl Days {
    /// The rows of these blocks in one piece.
    pub(super) fn gather(&self, blocks: &Blocks, days: &mut Vec<Packed>) {
        days.clear();
        days.reserve(blocks.rows());
        for (number, rows) in blocks.each() {
            let start = (number as usize * BLOCK_ROWS) % SLAB_ROWS;
            let slab = self.0.get(number as usize * BLOCK_ROWS / SLAB_ROWS);
            let rows = slab.and_then(|slab| slab.get(start..start + rows));
            days.extend_from_slice(rows.unwrap_or_default());
        }
    }
}
