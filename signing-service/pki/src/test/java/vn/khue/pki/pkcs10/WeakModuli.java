package vn.khue.pki.pkcs10;

import java.math.BigInteger;
import java.util.Random;

/** RSA moduli with known weaknesses, made as their bad makers make them. Each follows from its seed. */
final class WeakModuli {
    private WeakModuli() {}

    /** Two primes of the form k·M + (65537^a mod M), with M the product of the primes to 167. */
    static BigInteger roca(int bits, long seed) {
        BigInteger m = BigInteger.ONE;
        for (int n = 2; n <= 167; n++) {
            if (BigInteger.valueOf(n).isProbablePrime(50)) {
                m = m.multiply(BigInteger.valueOf(n));
            }
        }
        Random random = new Random(seed);
        return rocaPrime(bits / 2, m, random).multiply(rocaPrime(bits / 2, m, random));
    }

    private static BigInteger rocaPrime(int bits, BigInteger m, Random random) {
        while (true) {
            BigInteger power = BigInteger.valueOf(65537).modPow(new BigInteger(62, random), m);
            BigInteger k = new BigInteger(bits - m.bitLength(), random).setBit(bits - m.bitLength() - 1);
            BigInteger candidate = k.multiply(m).add(power);
            if (candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }

    /** A prime and the next one. */
    static BigInteger closePrimes(int bits, long seed) {
        BigInteger p = BigInteger.probablePrime(bits / 2, new Random(seed)).setBit(bits / 2 - 2);
        BigInteger q = p.nextProbablePrime();
        return q.multiply(q.nextProbablePrime());
    }
}
