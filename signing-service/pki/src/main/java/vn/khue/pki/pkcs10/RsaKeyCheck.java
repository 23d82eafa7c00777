package vn.khue.pki.pkcs10;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Weaknesses of an RSA key that its public half shows. All of it takes some milliseconds for the largest key. Without state,
 * thread-safe.
 */
public final class RsaKeyCheck {
    /** Above this no honest key lies, and verifying one costs more than a request is worth. */
    public static final int MAX_BITS = 8192;

    private static final BigInteger LEAST_EXPONENT = BigInteger.valueOf(65537);
    private static final int MAX_EXPONENT_BITS = 256;
    private static final int FERMAT_ROUNDS = 100;

    /** CA/Browser Forum BR section 6.1.6: no factor smaller than 752. */
    private static final BigInteger SMALL_PRIMES = product(primes(3, 751));

    /**
     * The fingerprint of "The Return of Coppersmith's Attack" (Nemec et al., ACM CCS 2017, section 3): the library made primes
     * {@code k·M + (65537^a mod M)}, so the modulus is a power of 65537 modulo each small prime of M. One honest key in about
     * 2^27 looks so too; it is refused with the rest.
     */
    private static final int[] ROCA_PRIMES = primes(3, 167);

    private static final boolean[][] POWERS_OF_65537 =
            Arrays.stream(ROCA_PRIMES).mapToObj(RsaKeyCheck::powers).toArray(boolean[][]::new);

    private RsaKeyCheck() {}

    /** The rule that the key breaks, whatever its size is; empty where none of these weaknesses is seen. */
    public static Optional<Pkcs10Rule> objection(BigInteger modulus, BigInteger exponent) {
        if (modulus.signum() <= 0 || modulus.bitLength() > MAX_BITS) {
            return Optional.of(Pkcs10Rule.RSA_SIZE);
        }
        if (!exponent.testBit(0)
                || exponent.compareTo(LEAST_EXPONENT) < 0
                || exponent.bitLength() > MAX_EXPONENT_BITS) {
            return Optional.of(Pkcs10Rule.RSA_EXPONENT);
        }
        if (!modulus.testBit(0) || !modulus.gcd(SMALL_PRIMES).equals(BigInteger.ONE)) {
            return Optional.of(Pkcs10Rule.RSA_SMALL_FACTOR);
        }
        if (roca(modulus)) {
            return Optional.of(Pkcs10Rule.RSA_ROCA);
        }
        return closePrimes(modulus) ? Optional.of(Pkcs10Rule.RSA_CLOSE_PRIMES) : Optional.empty();
    }

    private static boolean roca(BigInteger modulus) {
        for (int i = 0; i < ROCA_PRIMES.length; i++) {
            if (!POWERS_OF_65537[i][
                    modulus.mod(BigInteger.valueOf(ROCA_PRIMES[i])).intValue()]) {
                return false;
            }
        }
        return true;
    }

    /** Fermat: n = a² − b² with a near the root of n. */
    private static boolean closePrimes(BigInteger modulus) {
        BigInteger a = modulus.sqrt();
        if (a.multiply(a).compareTo(modulus) < 0) {
            a = a.add(BigInteger.ONE);
        }
        for (int round = 0; round < FERMAT_ROUNDS; round++) {
            BigInteger square = a.multiply(a).subtract(modulus);
            if (maybeSquare(square) && square.sqrtAndRemainder()[1].signum() == 0) {
                return true;
            }
            a = a.add(BigInteger.ONE);
        }
        return false;
    }

    /** Squares end in few ways only, modulo 16; most others need no root. */
    private static boolean maybeSquare(BigInteger value) {
        int end = value.intValue() & 15;
        return end == 0 || end == 1 || end == 4 || end == 9;
    }

    private static boolean[] powers(int prime) {
        boolean[] powers = new boolean[prime];
        int power = 1;
        do {
            powers[power] = true;
            power = (int) ((long) power * 65537 % prime);
        } while (power != 1);
        return powers;
    }

    private static int[] primes(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .filter(n -> BigInteger.valueOf(n).isProbablePrime(50))
                .toArray();
    }

    private static BigInteger product(int[] factors) {
        return Arrays.stream(factors).mapToObj(BigInteger::valueOf).reduce(BigInteger.ONE, BigInteger::multiply);
    }
}
