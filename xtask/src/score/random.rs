//! Python's `random.Random(1)`: the Mersenne Twister MT19937, so that the interval drawn here is the one that `score.py` draws.

const N: usize = 624;
const M: usize = 397;

/// A generator seeded as Python seeds it from a small whole number.
#[derive(Debug)]
pub(super) struct Random {
    state: [u32; N],
    at: usize,
}

impl Random {
    /// The generator for `seed`.
    pub(super) fn new(seed: u32) -> Self {
        let mut s = [0u32; N];
        s[0] = 19_650_218;
        for i in 1..N {
            s[i] = 1_812_433_253u32.wrapping_mul(s[i - 1] ^ (s[i - 1] >> 30)).wrapping_add(i as u32);
        }
        // The key has one word, the seed itself.
        let mut i = 1;
        for _ in 0..N {
            s[i] = (s[i] ^ (s[i - 1] ^ (s[i - 1] >> 30)).wrapping_mul(1_664_525)).wrapping_add(seed);
            i = step(i, &mut s);
        }
        for _ in 1..N {
            s[i] = (s[i] ^ (s[i - 1] ^ (s[i - 1] >> 30)).wrapping_mul(1_566_083_941)).wrapping_sub(i as u32);
            i = step(i, &mut s);
        }
        s[0] = 0x8000_0000;
        Self { state: s, at: N }
    }

    fn word(&mut self) -> u32 {
        if self.at >= N {
            for k in 0..N {
                let y = (self.state[k] & 0x8000_0000) | (self.state[(k + 1) % N] & 0x7fff_ffff);
                self.state[k] = self.state[(k + M) % N] ^ (y >> 1) ^ if y & 1 == 1 { 0x9908_b0df } else { 0 };
            }
            self.at = 0;
        }
        let mut y = self.state[self.at];
        self.at += 1;
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c_5680;
        y ^= (y << 15) & 0xefc6_0000;
        y ^ (y >> 18)
    }

    /// `random()`: 53 bits in `[0, 1)`.
    fn unit(&mut self) -> f64 {
        let (a, b) = (self.word() >> 5, self.word() >> 6);
        (f64::from(a) * 67_108_864.0 + f64::from(b)) / 9_007_199_254_740_992.0
    }

    /// One index of `choices` over `n` items.
    #[expect(clippy::cast_sign_loss, reason = "a product of two figures that are not negative")]
    pub(super) fn index(&mut self, n: usize) -> usize {
        (self.unit() * n as f64) as usize
    }
}

fn step(i: usize, s: &mut [u32; N]) -> usize {
    if i + 1 < N {
        return i + 1;
    }
    s[0] = s[N - 1];
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_what_python_draws() {
        let mut random = Random::new(1);
        // random.Random(1).random(), three times
        for expected in [0.134_364_244_112_401_22, 0.847_433_736_937_232_9, 0.763_774_618_976_614] {
            assert!((random.unit() - expected).abs() < 1e-15);
        }
    }
}
