package io.chromaflow.source;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The markers of a JPEG file. Decoders fill what a truncated file lacks with gray and go on, so its
 * end has to be looked for here.
 */
final class JpegScan {

  private static final int END_OF_IMAGE = 0xD9;
  private static final int COLOUR_PROFILE = 0xE2;
  private static final byte[] PROFILE_NAME = {
    'I', 'C', 'C', '_', 'P', 'R', 'O', 'F', 'I', 'L', 'E'
  };

  private final byte[] file;
  private final List<int[]> profiles = new ArrayList<>();
  private final boolean complete;

  private JpegScan(byte[] file) {
    this.file = file;
    this.complete = scan();
  }

  static JpegScan of(byte[] file) {
    return new JpegScan(file);
  }

  /** Whether the end marker of the first image is there. */
  boolean complete() {
    return complete;
  }

  /**
   * Returns the file without its colour profiles. With one, decoders convert the samples or label
   * them as they see fit; without, samples stay what they are on every machine.
   */
  byte[] withoutProfiles() {
    if (profiles.isEmpty()) {
      return file;
    }
    int removed = profiles.stream().mapToInt(range -> range[1] - range[0]).sum();
    byte[] out = new byte[file.length - removed];
    int from = 0;
    int to = 0;
    for (int[] range : profiles) {
      System.arraycopy(file, from, out, to, range[0] - from);
      to += range[0] - from;
      from = range[1];
    }
    System.arraycopy(file, from, out, to, file.length - from);
    return out;
  }

  /** Walks from marker to marker; a scan's data hold 0xFF only before 0x00 or a restart marker. */
  private boolean scan() {
    int p = 2;
    while (true) {
      while (p < file.length && at(p) != 0xFF) {
        p++;
      }
      while (p < file.length && at(p) == 0xFF) {
        p++;
      }
      if (p >= file.length) {
        return false;
      }
      int marker = at(p++);
      if (marker == END_OF_IMAGE) {
        return true;
      }
      if (!hasLength(marker)) {
        continue;
      }
      if (p + 2 > file.length) {
        return false;
      }
      int end = p + (at(p) << 8 | at(p + 1));
      if (end > file.length) {
        return false;
      }
      if (marker == COLOUR_PROFILE && named(p + 2)) {
        profiles.add(new int[] {p - 2, end});
      }
      p = end;
    }
  }

  private static boolean hasLength(int marker) {
    return marker > 1 && (marker < 0xD0 || marker > 0xD8);
  }

  private boolean named(int p) {
    return p + PROFILE_NAME.length <= file.length
        && Arrays.equals(file, p, p + PROFILE_NAME.length, PROFILE_NAME, 0, PROFILE_NAME.length);
  }

  private int at(int p) {
    return file[p] & 0xFF;
  }
}
