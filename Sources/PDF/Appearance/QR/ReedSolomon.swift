import Synchronization

/// A generator polynomial of Reed and Solomon over the field of 256 elements that QR codes use: that of
/// x⁸ + x⁴ + x³ + x² + 1 (ISO/IEC 18004, 7.5.2 and Annex A).
struct ReedSolomon: Sendable {
    /// The exponents of the coefficients, without the first, which is 1; none is 0.
    private let exponents: [Int]

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
        exponents = coefficients.dropFirst().map { Field.logarithms[Int($0)] }
    }

    /// The octets of error correction.
    func remainder(of data: ArraySlice<UInt8>) -> [UInt8] {
        var rest = [UInt8](repeating: 0, count: exponents.count)
        for octet in data {
            let factor = octet ^ rest[0]
            rest.removeFirst()
            rest.append(0)
            guard factor != 0 else { continue }
            for index in rest.indices { rest[index] ^= Field.product(factor, power: exponents[index]) }
        }
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
        static let logarithms: [Int] = {
            var logarithms = [Int](repeating: 0, count: 256)
            for exponent in 0..<255 { logarithms[Int(powers[exponent])] = exponent }
            return logarithms
        }()

        static func product(_ factor: UInt8, power: Int) -> UInt8 {
            factor == 0 ? 0 : powers[logarithms[Int(factor)] + power]
        }
    }
}
