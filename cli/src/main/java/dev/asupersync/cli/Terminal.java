package dev.asupersync.cli;

import dev.asupersync.error.ErrorCode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Where the command writes: results to one stream, everything else to the other. On a terminal the other also
 * shows one line of progress, rewritten in place, which makes room for whatever else is written.
 *
 * <p>Any thread. A stream that refuses to be written is given up, once; nothing that writes ever sees it.
 */
final class Terminal {

  /** What is written to and whether a person looks at it. */
  record Streams(OutputStream out, OutputStream err, boolean outIsTerminal, boolean errIsTerminal) {}

  private static final long NANOS_BETWEEN_LINES = 100_000_000;
  private static final String ERASE = "\r\u001b[K";

  private final ReentrantLock screen = new ReentrantLock();
  private final Results results;
  private final PrintWriter out;
  private final PrintWriter err;
  private final boolean showsProgress;
  private final boolean sharesScreen;
  private final int width;
  private final LongSupplier nanoTime;

  private boolean failureTold;
  private boolean progressShown;
  private long nextProgressNanos;

  /** @param nanoTime how progress is kept from being written more often than an eye can follow */
  Terminal(Streams streams, int width, LongSupplier nanoTime) {
    this.results = new Results(writer(streams.out, "stdout.encoding"));
    this.out = new PrintWriter(results, true);
    this.err = new PrintWriter(writer(streams.err, "stderr.encoding"), true);
    this.showsProgress = streams.errIsTerminal;
    this.sharesScreen = streams.outIsTerminal && streams.errIsTerminal;
    this.width = width;
    this.nanoTime = nanoTime;
    this.nextProgressNanos = nanoTime.getAsLong();
  }

  private static Writer writer(OutputStream stream, String encoding) {
    String name = System.getProperty(encoding, "");
    Charset charset = name.isEmpty() ? Charset.defaultCharset() : Charset.forName(name);
    return new BufferedWriter(new OutputStreamWriter(stream, charset));
  }

  /** For results. */
  PrintWriter out() {
    return out;
  }

  /** For whoever insists on a writer for everything else. */
  PrintWriter err() {
    return err;
  }

  /** For everything else: whole lines. */
  void say(String text) {
    screen.lock();
    try {
      eraseProgress();
      err.println(text);
    } finally {
      screen.unlock();
    }
  }

  /** Shows how far it is, in place of the line before; says nothing where nobody looks. */
  void progress(String text) {
    if (!showsProgress) {
      return;
    }
    screen.lock();
    try {
      long now = nanoTime.getAsLong();
      if (now - nextProgressNanos >= 0) {
        nextProgressNanos = now + NANOS_BETWEEN_LINES;
        String line = text.lines().findFirst().orElse("");
        err.print(ERASE + line.substring(0, Math.min(line.length(), width - 1)));
        err.flush();
        progressShown = true;
      }
    } finally {
      screen.unlock();
    }
  }

  /** Takes the line of progress away. */
  void clearProgress() {
    screen.lock();
    try {
      eraseProgress();
    } finally {
      screen.unlock();
    }
  }

  private void eraseProgress() {
    if (progressShown) {
      err.print(ERASE);
      err.flush();
      progressShown = false;
    }
  }

  /** Why results could not be written, if they could not. */
  Optional<IOException> failure() {
    out.flush();
    return results.failure;
  }

  /** Tells people, once, that results could not be written, and gives whether that is so. */
  boolean tellFailure() {
    Optional<IOException> lost = failure();
    if (lost.isPresent() && !failureTold) {
      failureTold = true;
      say(ErrorCode.OUTPUT_NOT_WRITTEN.format(
          "Results cannot be written to standard output: " + lost.get().getMessage() + "."));
    }
    return lost.isPresent();
  }

  /** Calls this, once, when results can no longer be written: whoever makes more of them may as well stop. */
  void onFailure(Runnable action) {
    results.onFailure = action;
  }

  /** Remembers the first failure, which a {@code PrintWriter} forgets, and writes nothing after it. */
  private final class Results extends Writer {

    private final Writer target;
    private volatile Optional<IOException> failure = Optional.empty();
    private volatile Runnable onFailure = () -> {};

    Results(Writer target) {
      this.target = target;
    }

    @Override
    public void write(char[] text, int from, int length) {
      attempt(() -> target.write(text, from, length));
    }

    @Override
    public void flush() {
      attempt(target::flush);
    }

    @Override
    public void close() {
      flush();
    }

    private void attempt(Attempt attempt) {
      screen.lock();
      try {
        if (failure.isPresent()) {
          return;
        }
        if (sharesScreen) {
          eraseProgress();
        }
        attempt.run();
      } catch (IOException refused) {
        failure = Optional.of(refused);
        onFailure.run();
      } finally {
        screen.unlock();
      }
    }
  }

  @FunctionalInterface
  private interface Attempt {
    void run() throws IOException;
  }
}
