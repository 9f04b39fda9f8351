//! IPTC in the resources of Photoshop.

use crate::attachment::gather::Gather;
use crate::attachment::plain;

/// Datasets of the second record that people write.
const NAMES: &[(u8, &str)] = &[
    (5, "Object Name"),
    (25, "Keywords"),
    (40, "Special Instructions"),
    (80, "By-line"),
    (85, "By-line Title"),
    (90, "City"),
    (92, "Sublocation"),
    (95, "Province/State"),
    (101, "Country"),
    (105, "Headline"),
    (110, "Credit"),
    (115, "Source"),
    (116, "Copyright Notice"),
    (118, "Contact"),
    (120, "Caption"),
    (122, "Caption Writer"),
];
/// The resource that holds IPTC.
const IPTC: u16 = 0x0404;

/// Reads resources: signature, number, name padded to even, length, data padded to even.
pub fn photoshop(g: &mut Gather, bytes: &[u8]) {
    // IPTC itself stands in TIFF without the resources around it.
    if bytes.first() == Some(&0x1c) {
        iptc(g, bytes);
        return;
    }
    let mut rest = bytes;
    while let Some(body) = rest.strip_prefix(b"8BIM") {
        let Some((id, after)) = body.split_first_chunk::<2>() else {
            break;
        };
        let name = usize::from(after.first().copied().unwrap_or(0)) + 1;
        let Some(after) = after.get(name + name % 2..) else {
            break;
        };
        let Some((size, data)) = after.split_first_chunk::<4>() else {
            break;
        };
        let size = u32::from_be_bytes(*size) as usize;
        let data_end = size.min(data.len());
        match u16::from_be_bytes(*id) {
            IPTC => iptc(g, &data[..data_end]),
            _ => g.piece("данные Photoshop", plain::runs(&data[..data_end])),
        }
        rest = data.get(data_end + size % 2..).unwrap_or_default();
    }
    g.piece("данные Photoshop", plain::runs(rest));
}

/// Datasets: mark, record, number, length, value.
fn iptc(g: &mut Gather, bytes: &[u8]) {
    let mut rest = bytes;
    while let [0x1c, record, number, high, low, after @ ..] = rest {
        let size = usize::from(u16::from_be_bytes([*high, *low])).min(after.len());
        let (value, next) = after.split_at(size);
        rest = next;
        if *record != 2 || *number == 0 {
            continue;
        }
        let place = match NAMES.iter().find(|(n, _)| n == number) {
            Some((_, name)) => format!("IPTC: {name}"),
            None => format!("IPTC: 2:{number}"),
        };
        g.piece(place, plain::short(value));
    }
    g.piece("IPTC", plain::runs(rest));
}
