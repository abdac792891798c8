package io.chromaflow.jobs;

import io.chromaflow.run.ExitCode;
import io.chromaflow.run.JobException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Work that may not take forever: a lost executor can make DL4J's masters wait without an end. */
final class Deadline {

  private Deadline() {}

  /**
   * Runs some work in a thread of its own and waits for it.
   *
   * @param seconds most that it may take, at least 1
   * @param what the work's name, for the message
   * @throws JobException {@link ExitCode#INFRASTRUCTURE} when it has not ended by then
   */
  static void within(int seconds, String what, Runnable work) {
    FutureTask<Void> task = new FutureTask<>(work, null);
    Thread thread = new Thread(task, what);
    thread.setDaemon(true);
    thread.start();
    try {
      task.get(seconds, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      throw new JobException(
          ExitCode.INFRASTRUCTURE,
          "%s: has not ended within train.round-timeout = %d s; look for lost executors, then run again: it goes on behind the last checkpoint"
              .formatted(what, seconds),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JobException(ExitCode.INFRASTRUCTURE, what + ": was interrupted; run again", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(what, e.getCause());
    }
  }
}
