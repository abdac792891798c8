package io.chromaflow.source;

/**
 * Antialiased bilinear resampling, byte for byte that of Pillow's {@code Image.resize(BILINEAR)}:
 * separable triangle filters as wide as the scale, columns first, weights in 22-bit fixed point,
 * and 8-bit rounding after each pass.
 *
 * <p>Reads and computes only the pixels that the wanted window of the result needs.
 */
final class Resampling {

  private static final int BITS = 22;
  private static final int HALF = 1 << (BITS - 1);

  private Resampling() {}

  /**
   * Resamples a crop of a photo and returns a window of the result.
   *
   * @param photo the source
   * @param crop the part that counts; pixels outside it have no influence
   * @param width of the whole crop after resampling, in pixels
   * @param height of the whole crop after resampling, in pixels
   * @param window the part of the result that is wanted
   */
  static Photo resample(Photo photo, Box crop, int width, int height, Box window) {
    Filter columns = Filter.of(crop.width(), width, window.left(), window.width());
    Filter rows = Filter.of(crop.height(), height, window.top(), window.height());
    int firstRow = rows.first[0];
    int lastRow = rows.first[window.height() - 1] + rows.taps[window.height() - 1];
    byte[] narrow = new byte[3 * window.width() * (lastRow - firstRow)];
    for (int y = firstRow; y < lastRow; y++) {
      int from = 3 * ((crop.top() + y) * photo.width() + crop.left());
      narrowRow(photo.rgb(), from, columns, narrow, 3 * window.width() * (y - firstRow));
    }
    byte[] out = new byte[3 * window.width() * window.height()];
    int stride = 3 * window.width();
    for (int y = 0; y < window.height(); y++) {
      shortenRow(narrow, (rows.first[y] - firstRow) * stride, rows, y, stride, out, y * stride);
    }
    return new Photo(window.width(), window.height(), out);
  }

  private static void narrowRow(byte[] in, int from, Filter filter, byte[] out, int to) {
    int p = to;
    for (int x = 0; x < filter.first.length; x++) {
      int weight = x * filter.stride;
      int q = from + 3 * filter.first[x];
      int red = HALF;
      int green = HALF;
      int blue = HALF;
      for (int k = 0; k < filter.taps[x]; k++, q += 3) {
        int w = filter.weights[weight + k];
        red += (in[q] & 0xFF) * w;
        green += (in[q + 1] & 0xFF) * w;
        blue += (in[q + 2] & 0xFF) * w;
      }
      out[p++] = clip(red);
      out[p++] = clip(green);
      out[p++] = clip(blue);
    }
  }

  private static void shortenRow(
      byte[] in, int from, Filter filter, int y, int stride, byte[] out, int to) {
    int weight = y * filter.stride;
    for (int x = 0; x < stride; x++) {
      int sum = HALF;
      int q = from + x;
      for (int k = 0; k < filter.taps[y]; k++, q += stride) {
        sum += (in[q] & 0xFF) * filter.weights[weight + k];
      }
      out[to + x] = clip(sum);
    }
  }

  /** Weights may sum to a few units of 2^-22 above 1. */
  private static byte clip(int sum) {
    return (byte) Math.min(sum >> BITS, 255);
  }

  /** The taps of each wanted output position along one axis. */
  private static final class Filter {
    private final int[] first;
    private final int[] taps;
    private final int[] weights;
    private final int stride;

    private Filter(int count, int stride) {
      this.first = new int[count];
      this.taps = new int[count];
      this.weights = new int[Math.multiplyExact(count, stride)];
      this.stride = stride;
    }

    /** Filters from {@code in} positions to {@code out}, of which {@code count} are wanted. */
    static Filter of(int in, int out, int from, int count) {
      double scale = (double) in / out;
      double support = Math.max(scale, 1);
      Filter filter = new Filter(count, (int) Math.ceil(support) * 2 + 1);
      double[] w = new double[filter.stride];
      for (int i = 0; i < count; i++) {
        double center = (from + i + 0.5) * scale;
        int low = Math.max((int) (center - support + 0.5), 0);
        int high = Math.min((int) (center + support + 0.5), in);
        double total = 0;
        for (int k = 0; k < high - low; k++) {
          w[k] = Math.max(1 - Math.abs((k + low - center + 0.5) * (1 / support)), 0);
          total += w[k];
        }
        filter.first[i] = low;
        filter.taps[i] = high - low;
        for (int k = 0; k < high - low; k++) {
          filter.weights[i * filter.stride + k] = (int) (w[k] / total * (1 << BITS) + 0.5);
        }
      }
      return filter;
    }
  }
}
