package io.chromaflow.flow;

import org.apache.commons.math3.random.MersenneTwister;

/**
 * Permutations of NumPy's legacy {@code RandomState(seed).permutation(n)}, with which the original
 * model is built: a Fisher-Yates shuffle from the top over MT19937, drawing by masked rejection.
 */
final class NumpyPermutation {

  private NumpyPermutation() {}

  /** Returns the permutation of 0 to n-1 that NumPy draws first for a seed from 0 up. */
  static int[] of(int seed, int n) {
    MersenneTwister twister = new MersenneTwister(seed);
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = below(twister, i);
      int swap = order[i];
      order[i] = order[j];
      order[j] = swap;
    }
    return order;
  }

  /** A draw from 0 to {@code max}, both included. */
  private static int below(MersenneTwister twister, int max) {
    int mask = Integer.highestOneBit(max) * 2 - 1;
    int value;
    do {
      value = twister.nextInt() & mask;
    } while (value > max);
    return value;
  }
}
