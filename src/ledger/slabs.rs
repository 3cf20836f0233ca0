//! Room for rows in blocks of equal size, cut from slabs: memory grows in large steps and is never moved, and a block that
//! one partition no longer needs serves another.

use super::packed::Packed;

/// Order key of a row that is an order of its own.
pub(super) const OWN_ORDER: u64 = 0;

const BLOCK_BITS: u32 = 9;
/// Rows per block.
pub(super) const BLOCK_ROWS: usize = 1 << BLOCK_BITS;
/// Blocks per slab: 1.2 MB with order ids.
const SLAB_BLOCKS: usize = 128;
const SLAB_ROWS: usize = SLAB_BLOCKS * BLOCK_ROWS;
/// A slab with order ids.
const SLAB_BYTES: usize = SLAB_ROWS * 18;
/// Slabs for which room is made at once, at most (75 MB).
const MOST_AHEAD: usize = 64;

/// Columns of `SLAB_BLOCKS` blocks.
#[derive(Clone, Debug, Default)]
struct Slab {
    /// The customer's place in its partition; empty once the rows are sorted.
    places: Vec<u16>,
    packed: Vec<Packed>,
    /// Empty while no row of the slab has an order id.
    orders: Vec<u64>,
    /// Empty while no row of the slab has a fingerprint, and once the rows are sorted.
    fingerprints: Vec<u32>,
}

/// One row on its way into a block.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cell {
    pub(super) place: u16,
    pub(super) packed: Packed,
    pub(super) order: u64,
    pub(super) fingerprint: u32,
}

/// The rows of one block, column by column. Columns that have nothing to say are empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct Columns<'a> {
    pub(super) places: &'a [u16],
    pub(super) packed: &'a [Packed],
    pub(super) orders: &'a [u64],
    pub(super) fingerprints: &'a [u32],
}

impl<'a> Columns<'a> {
    pub(super) fn cells(self) -> impl Iterator<Item = Cell> + 'a {
        let rows = self.places.iter().zip(self.packed).enumerate();
        rows.map(move |(i, (&place, &packed))| Cell {
            place,
            packed,
            order: self.orders.get(i).copied().unwrap_or(OWN_ORDER),
            fingerprint: self.fingerprints.get(i).copied().unwrap_or_default(),
        })
    }
}

/// The blocks of one partition, in order. All but the last are full.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    numbers: Vec<u32>,
    rows: usize,
    /// Where the next row goes, counted in rows from the first slab on; for a full last block nothing.
    next: u32,
}

impl Blocks {
    pub(super) fn rows(&self) -> usize {
        self.rows
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
    pub(super) fn push(&mut self, blocks: &mut Blocks, cell: Cell) {
        let next = if blocks.rows.is_multiple_of(BLOCK_ROWS) {
            let number = self.new_block();
            blocks.numbers.push(number);
            number << BLOCK_BITS
        } else {
            blocks.next
        };
        blocks.next = next + 1;
        blocks.rows += 1;
        let at = next as usize % SLAB_ROWS;
        let slab = &mut self.slabs[next as usize / SLAB_ROWS];
        slab.places[at] = cell.place;
        slab.packed[at] = cell.packed;
        if cell.order != OWN_ORDER || !slab.orders.is_empty() {
            if slab.orders.is_empty() {
                slab.orders = vec![OWN_ORDER; SLAB_ROWS];
            }
            slab.orders[at] = cell.order;
        }
        if cell.fingerprint != 0 || !slab.fingerprints.is_empty() {
            if slab.fingerprints.is_empty() {
                slab.fingerprints = vec![0; SLAB_ROWS];
            }
            slab.fingerprints[at] = cell.fingerprint;
        }
    }

    #[inline(never)]
    fn new_block(&mut self) -> u32 {
        if let Some(number) = self.free.pop() {
            return number;
        }
        let first = (self.slabs.len() * SLAB_BLOCKS) as u32;
        self.make_room();
        self.slabs.push(Slab {
            places: vec![0; SLAB_ROWS],
            packed: vec![Packed::default(); SLAB_ROWS],
            ..Slab::default()
        });
        self.free
            .extend((first + 1..first + SLAB_BLOCKS as u32).rev());
        first
    }

    /// Each growth of a browser's memory has a price of its own, whatever the step, and a collection of garbage may follow:
    /// grows it by a quarter of what is there. What nobody has written to takes no room in the machine.
    fn make_room(&mut self) {
        if self.ahead == 0 {
            self.ahead = (self.slabs.len() / 4).clamp(1, MOST_AHEAD);
            let mut room = Vec::<u8>::new();
            // Where there is no such room, the slab itself may still find its own.
            let _ = room.try_reserve_exact(self.ahead * SLAB_BYTES);
            drop(std::hint::black_box(room));
        }
        self.ahead -= 1;
    }

    /// The columns of each block.
    pub(super) fn each<'a>(&'a self, blocks: &'a Blocks) -> impl Iterator<Item = Columns<'a>> + 'a {
        let mut left = blocks.rows;
        blocks.numbers.iter().map(move |&number| {
            let rows = left.min(BLOCK_ROWS);
            left -= rows;
            let start = (number as usize % SLAB_BLOCKS) << BLOCK_BITS;
            let range = start..start + rows;
            let slab = &self.slabs[number as usize / SLAB_BLOCKS];
            Columns {
                places: slab.places.get(range.clone()).unwrap_or_default(),
                packed: slab.packed.get(range.clone()).unwrap_or_default(),
                orders: slab.orders.get(range.clone()).unwrap_or_default(),
                fingerprints: slab.fingerprints.get(range).unwrap_or_default(),
            }
        })
    }

    /// Has any row of these blocks an order id?
    pub(super) fn have_orders(&self, blocks: &Blocks) -> bool {
        self.each(blocks).any(|rows| !rows.orders.is_empty())
    }

    /// Rewrites every row's day and amount.
    pub(super) fn rewrite(&mut self, blocks: &[Blocks], mut new: impl FnMut(Packed) -> Packed) {
        for blocks in blocks {
            for row in 0..blocks.rows {
                let number = blocks.numbers[row / BLOCK_ROWS] as usize;
                let at = ((number % SLAB_BLOCKS) << BLOCK_BITS) | (row % BLOCK_ROWS);
                let packed = &mut self.slabs[number / SLAB_BLOCKS].packed[at];
                *packed = new(*packed);
            }
        }
    }

    /// Puts sorted rows (no more than there were) back into the blocks they came from.
    pub(super) fn write_back(&mut self, blocks: &mut Blocks, packed: &[Packed], orders: &[u64]) {
        blocks.rows = packed.len();
        let needed = packed.len().div_ceil(BLOCK_ROWS);
        self.free
            .extend(blocks.numbers.drain(needed.min(blocks.numbers.len())..));
        let mut orders = orders.chunks(BLOCK_ROWS);
        for (&number, packed) in blocks.numbers.iter().zip(packed.chunks(BLOCK_ROWS)) {
            let start = (number as usize % SLAB_BLOCKS) << BLOCK_BITS;
            let slab = &mut self.slabs[number as usize / SLAB_BLOCKS];
            slab.packed[start..start + packed.len()].copy_from_slice(packed);
            if let Some(orders) = orders.next() {
                if slab.orders.is_empty() {
                    slab.orders = vec![OWN_ORDER; SLAB_ROWS];
                }
                slab.orders[start..start + orders.len()].copy_from_slice(orders);
            }
        }
    }

    /// Deals the rows of a partition out to smaller ones, `2^bits` places each. A block that has been dealt out serves the
    /// next rows, so this needs hardly any memory.
    pub(super) fn split(&mut self, blocks: &Blocks, bits: u32, parts: usize) -> Vec<Blocks> {
        let mut dealt = vec![Blocks::default(); parts];
        let mut cells = Vec::with_capacity(BLOCK_ROWS);
        let mut left = blocks.rows;
        for &number in &blocks.numbers {
            let one = Blocks {
                numbers: vec![number],
                rows: left.min(BLOCK_ROWS),
                next: 0,
            };
            left -= one.rows;
            cells.clear();
            for rows in self.each(&one) {
                cells.extend(rows.cells());
            }
            self.free.push(number);
            for &cell in &cells {
                if let Some(part) = dealt.get_mut(usize::from(cell.place >> bits)) {
                    let place = cell.place & ((1 << bits) - 1);
                    self.push(part, Cell { place, ..cell });
                }
            }
        }
        dealt
    }

    /// What only sorting needs.
    pub(super) fn drop_sorting(&mut self) {
        for slab in &mut self.slabs {
            slab.places = Vec::new();
            slab.fingerprints = Vec::new();
        }
    }
}
