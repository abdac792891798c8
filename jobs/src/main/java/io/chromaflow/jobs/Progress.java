package io.chromaflow.jobs;

import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Says every few seconds how far a job is, as one {@code key=value} line. */
final class Progress implements AutoCloseable {

  private static final int SECONDS = 5;

  private final Logger log;
  private final String what;
  private final long total;
  private final LongSupplier done;
  private final long started = System.nanoTime();
  private final ScheduledExecutorService timer;

  /**
   * Starts to report.
   *
   * @param log where
   * @param what the work, such as {@code job=prepare stage=decode}
   * @param total images in all
   * @param done images so far; read by another thread
   */
  Progress(Logger log, String what, long total, LongSupplier done) {
    this.log = log;
    this.what = what;
    this.total = total;
    this.done = done;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
    var unused = timer.scheduleAtFixedRate(this::say, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  /** Reports a last time and stops. */
  @Override
  public void close() {
    timer.shutdownNow();
    say();
  }

  private void say() {
    log.info(line(what, done.getAsLong(), total, (System.nanoTime() - started) / 1e9));
  }

  static String line(String what, long done, long total, double seconds) {
    double rate = done / Math.max(seconds, 1e-3);
    String eta = done == 0 ? "unknown" : String.format(Locale.ROOT, "%.0fs", (total - done) / rate);
    return String.format(
        Locale.ROOT,
        "event=progress %s images=%d of=%d rate=%.1f/s eta=%s",
        what,
        done,
        total,
        rate,
        eta);
  }
}
