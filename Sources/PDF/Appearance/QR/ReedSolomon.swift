import Synchronization

/// A generator polynomial of Reed and Solomon over the field of 256 elements that QR codes use: that of
/// x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, 7.5.2 and Annex A).
struct ReedSolomon: Sendable {
    /// Octets of error correction.
    private let degree: Int
    /// The coefficients without the first, which is 1, times each element of the field.
    private let multiples: [UInt8]

    private static let known = Mutex<[Int: ReedSolomon]>([:])

    static func divisor(_ degree: Int) -> ReedSolomon {
        known.withLock { known in
            if let divisor = known[degree] { return divisor }
            let divisor = ReedSolomon(degree: degree)
            known[degree] = divisor
            return divisor
        }
    }

    /// The product of (x − 2ⁱ).
    private init(degree: Int) {
        var coefficients: [UInt8] = [1]
        for root in 0..<degree {
            coefficients.append(0)
            for index in (1..<coefficients.count).reversed() {
                coefficients[index] ^= Field.product(coefficients[index - 1], power: root)
            }
        }
        self.degree = degree
        multiples = (0...255).flatMap { (factor: UInt8) in
            coefficients.dropFirst().map { Field.product(factor, $0) }
        }
    }

    /// The octets of error correction.
    func remainder(of data: ArraySlice<UInt8>) -> [UInt8] {
        // One more, which stays 0.
        var rest = [UInt8](repeating: 0, count: degree + 1)
        rest.withUnsafeMutableBufferPointer { rest in
            multiples.withUnsafeBufferPointer { multiples in
                for octet in data {
                    let row = Int(octet ^ rest[0]) * degree
                    for index in 0..<degree { rest[index] = rest[index + 1] ^ multiples[row + index] }
                }
            }
        }
        rest.removeLast()
        return rest
    }

    private enum Field {
        /// Of 2, from 0 on; twice round, so that sums of two logarithms need no reduction.
        private static let powers: [UInt8] = {
            var powers: [UInt8] = []
            var power = 1
            for _ in 0..<510 {
                powers.append(UInt8(power))
                power <<= 1
                if power > 255 { power ^= 0b1_0001_1101 }
            }
            return powers
        }()

        /// To the base 2; that of 0 is never asked for.
        private static let logarithms: [Int] = {
            var logarithms = [Int](repeating: 0, count: 256)
            for exponent in 0..<255 { logarithms[Int(powers[exponent])] = exponent }
            return logarithms
        }()

        static func product(_ factor: UInt8, power: Int) -> UInt8 {
            factor == 0 ? 0 : powers[logarithms[Int(factor)] + power]
        }

        static func product(_ left: UInt8, _ right: UInt8) -> UInt8 {
            right == 0 ? 0 : product(left, power: logarithms[Int(right)])
        }
    }
}
