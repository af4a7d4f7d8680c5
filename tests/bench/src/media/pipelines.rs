//! The two ways from a stripped photo to what is sent: ours, and the same steps with turbojpeg decoding and encoding.
//! Both shrink with the same library and filter, to the same sizes, at the same quality, and hash what they made.

use std::fmt;

use notyet_media::{Orientation, process};

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Pipeline {
    Ours,
    #[cfg(feature = "turbojpeg")]
    Turbojpeg,
}

/// What came out.
pub(super) struct Made {
    pub(super) photo: Vec<u8>,
    pub(super) thumb: Vec<u8>,
}

impl Pipeline {
    /// Those that were built in, ours first.
    pub(super) fn present() -> &'static [Self] {
        <Self as clap::ValueEnum>::value_variants()
    }

    pub(super) fn run(self, stripped: &[u8]) -> anyhow::Result<Made> {
        match self {
            Self::Ours => {
                let processed = process(stripped, Orientation::Upright)?;
                Ok(Made { photo: processed.photo.bytes, thumb: processed.thumb.bytes })
            }
            #[cfg(feature = "turbojpeg")]
            Self::Turbojpeg => yardstick::run(stripped),
        }
    }
}

impl fmt::Display for Pipeline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ours => "ours",
            #[cfg(feature = "turbojpeg")]
            Self::Turbojpeg => "turbojpeg",
        })
    }
}

#[cfg(feature = "turbojpeg")]
mod yardstick {
    use anyhow::ensure;
    use fast_image_resize::images::{Image, ImageRef};
    use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
    use notyet_media::{PHOTO_QUALITY, PHOTO_SIDE, THUMB_BYTES, THUMB_SIDE};
    use sha2::{Digest, Sha256};
    use turbojpeg::{PixelFormat, Subsamp};

    use super::Made;

    pub(super) fn run(stripped: &[u8]) -> anyhow::Result<Made> {
        let whole = turbojpeg::decompress(stripped, PixelFormat::RGB)?;
        let source = ImageRef::new(
            u32::try_from(whole.width)?,
            u32::try_from(whole.height)?,
            &whole.pixels,
            PixelType::U8x3,
        )?;
        let small = shrink(&source, PHOTO_SIDE)?;
        let photo = encode(&small, PHOTO_QUALITY)?;
        let tiny = shrink(&small, THUMB_SIDE)?;
        let thumb = encode(&tiny, 75)?;
        ensure!(thumb.len() <= THUMB_BYTES, "the yardstick's thumbnail would need another try");
        std::hint::black_box((Sha256::digest(&photo), Sha256::digest(&thumb)));
        Ok(Made { photo, thumb })
    }

    fn shrink(image: &impl fast_image_resize::IntoImageView, side: u16) -> anyhow::Result<Image<'static>> {
        let long = image.width().max(image.height());
        let scaled = |length: u32| (length * u32::from(side) + long / 2) / long;
        let mut small = Image::new(scaled(image.width()), scaled(image.height()), PixelType::U8x3);
        let filter = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
        Resizer::new().resize(image, &mut small, &filter)?;
        Ok(small)
    }

    fn encode(image: &Image<'_>, quality: u8) -> anyhow::Result<Vec<u8>> {
        let (width, height) = (usize::try_from(image.width())?, usize::try_from(image.height())?);
        let pixels = turbojpeg::Image {
            pixels: image.buffer(),
            width,
            pitch: width * 3,
            height,
            format: PixelFormat::RGB,
        };
        Ok(turbojpeg::compress(pixels, i32::from(quality), Subsamp::Sub2x2)?.to_vec())
    }
}
