//! A picture turned upright and written anew.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::metadata::Orientation;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, ImageFormat, ImageReader, Limits};

use super::{Format, Meta, Picture, png};

const QUALITY: u8 = 90;
const MAX_SIDE: u32 = 30_000;
const MAX_MEMORY: u64 = 1 << 30;

/// Turns a picture as its orientation says.
pub fn turn(format: Format, picture: &Picture, orientation: u8) -> Result<Vec<u8>, String> {
    let kind = match format {
        Format::Jpeg => ImageFormat::Jpeg,
        Format::Png => ImageFormat::Png,
        Format::Webp => ImageFormat::WebP,
        // GIF has no place for an orientation.
        Format::Gif => return Ok(picture.cleaned.clone()),
    };
    let mut reader = ImageReader::with_format(Cursor::new(&picture.cleaned), kind);
    let mut limits = Limits::default();
    limits.max_image_width = Some(MAX_SIDE);
    limits.max_image_height = Some(MAX_SIDE);
    limits.max_alloc = Some(MAX_MEMORY);
    reader.limits(limits);
    let mut image = reader
        .decode()
        .map_err(|_| "картинка повреждена: её не удалось раскрыть, чтобы повернуть")?;
    if let Some(orientation) = Orientation::from_exif(orientation) {
        image.apply_orientation(orientation);
    }
    write(format, image, picture)
        .map_err(|_| "картинку не удалось записать после поворота".to_owned())?
}

fn write(
    format: Format,
    image: DynamicImage,
    picture: &Picture,
) -> image::ImageResult<Result<Vec<u8>, String>> {
    let mut out = Vec::new();
    match format {
        Format::Jpeg => {
            let image = match image {
                DynamicImage::ImageLuma8(_) => image,
                other => DynamicImage::ImageRgb8(other.into_rgb8()),
            };
            let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
            if let Some(profile) = profile(picture, &image) {
                // Without its profile a picture still shows: in other colours.
                let _ = encoder.set_icc_profile(profile);
            }
            encode(encoder, &image)?;
        }
        Format::Webp => {
            let image = match image.color().has_alpha() {
                true => DynamicImage::ImageRgba8(image.into_rgba8()),
                false => DynamicImage::ImageRgb8(image.into_rgb8()),
            };
            let mut encoder = WebPEncoder::new_lossless(&mut out);
            if let Some(profile) = profile(picture, &image) {
                let _ = encoder.set_icc_profile(profile);
            }
            encode(encoder, &image)?;
        }
        Format::Png | Format::Gif => {
            encode(PngEncoder::new(&mut out), &image)?;
            return Ok(png::coloured(&out, &picture.cleaned));
        }
    }
    Ok(Ok(out))
}

fn encode(encoder: impl ImageEncoder, image: &DynamicImage) -> image::ImageResult<()> {
    let colour: ExtendedColorType = image.color().into();
    encoder.write_image(image.as_bytes(), image.width(), image.height(), colour)
}

/// The profile, if it is one of the colours that the picture is written in: CMYK becomes RGB on the way.
fn profile(picture: &Picture, image: &DynamicImage) -> Option<Vec<u8>> {
    let space: &[u8] = if image.color().has_color() {
        b"RGB "
    } else {
        b"GRAY"
    };
    picture.meta.iter().find_map(|m| match m {
        Meta::Profile(bytes) if bytes.get(16..20) == Some(space) => Some(bytes.clone()),
        _ => None,
    })
}
