package io.dataops.testing.combinatorial;

import java.util.OptionalInt;

/** Arithmetic in a finite field with up to 4,096 elements, numbered 0 to q - 1; the digits to base p are coefficients. */
final class GaloisField {
    static final int LIMIT = 4_096;

    final int size;
    private final int prime;
    private final int degree;
    private final int[] exponents;
    private final int[] logarithms;

    private GaloisField(int prime, int degree) {
        this.prime = prime;
        this.degree = degree;
        int q = 1;
        for (int i = 0; i < degree; i++) {
            q *= prime;
        }
        this.size = q;
        this.exponents = new int[q];
        this.logarithms = new int[q];
        for (int modulus = 0; modulus < q; modulus++) {
            for (int generator = degree == 1 ? 1 : prime; generator < q; generator++) {
                if (powers(generator, modulus)) {
                    return;
                }
                if (degree > 1) {
                    break;
                }
            }
        }
        throw new IllegalStateException("no primitive polynomial for " + q);
    }

    /** Fills the tables if the generator's powers, modulo x^degree - modulus, are all elements but 0. */
    private boolean powers(int generator, int modulus) {
        java.util.Arrays.fill(logarithms, -1);
        int element = 1;
        for (int i = 0; i < size - 1; i++) {
            if (element == 0 || logarithms[element] >= 0) {
                return false;
            }
            logarithms[element] = i;
            exponents[i] = element;
            element = degree == 1 ? element * generator % prime : shift(element, modulus);
        }
        return element == 1;
    }

    private int shift(int element, int modulus) {
        int top = size / prime;
        int carry = element / top;
        int out = element % top * prime;
        for (int i = 0; i < carry; i++) {
            out = add(out, modulus);
        }
        return out;
    }

    /** The field of a size, which must be a prime power up to 4,096. */
    static GaloisField of(int size) {
        int prime = 2;
        while (size % prime != 0) {
            prime++;
        }
        int degree = 0;
        int rest = size;
        while (rest % prime == 0) {
            rest /= prime;
            degree++;
        }
        return new GaloisField(prime, degree);
    }

    static boolean isPrimePower(int n) {
        if (n < 2) {
            return false;
        }
        int prime = 2;
        while (n % prime != 0) {
            prime++;
        }
        int rest = n;
        while (rest % prime == 0) {
            rest /= prime;
        }
        return rest == 1;
    }

    /** The least prime power from a number on, up to the limit. */
    static OptionalInt sizeFrom(int n) {
        for (int q = Math.max(2, n); q <= LIMIT; q++) {
            if (isPrimePower(q)) {
                return OptionalInt.of(q);
            }
        }
        return OptionalInt.empty();
    }

    int add(int a, int b) {
        int out = 0;
        int place = 1;
        int x = a;
        int y = b;
        for (int i = 0; i < degree; i++) {
            out += (x % prime + y % prime) % prime * place;
            x /= prime;
            y /= prime;
            place *= prime;
        }
        return out;
    }

    int multiply(int a, int b) {
        return a == 0 || b == 0 ? 0 : exponents[(logarithms[a] + logarithms[b]) % (size - 1)];
    }

    /** An element whose powers are all elements but 0. */
    int primitive() {
        return size == 2 ? 1 : exponents[1];
    }
}
