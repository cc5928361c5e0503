package dev.asupersync.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final AtomicLong nanos = new AtomicLong(1_000);

  private Terminal terminal(boolean outIsTerminal, boolean errIsTerminal) {
    return new Terminal(new Terminal.Streams(out, err, outIsTerminal, errIsTerminal), 20, nanos::get);
  }

  @Test
  void progress_is_not_shown_where_nobody_looks() {
    Terminal terminal = terminal(true, false);

    terminal.progress("10 %");

    assertThat(err.size()).isZero();
  }

  @Test
  void progress_takes_the_place_of_the_line_before_but_not_more_often_than_ten_times_a_second() {
    Terminal terminal = terminal(false, true);

    terminal.progress("10 %");
    nanos.addAndGet(99_999_999);
    terminal.progress("20 %");
    nanos.addAndGet(1);
    terminal.progress("30 %");

    assertThat(err).hasToString("\r\u001b[K10 %\r\u001b[K30 %");
  }

  @Test
  void progress_never_takes_more_than_one_line_of_the_screen() {
    Terminal terminal = terminal(false, true);

    terminal.progress("a line that is longer than the screen\nand another");

    assertThat(err).hasToString("\r\u001b[Ka line that is long");
  }

  @Test
  void whatever_is_said_takes_progress_away_first() {
    Terminal terminal = terminal(false, true);

    terminal.progress("10 %");
    terminal.say("stop");

    assertThat(err.toString()).isEqualToNormalizingNewlines("\r\u001b[K10 %\r\u001b[Kstop\n");
  }

  @Test
  void results_on_the_same_screen_take_progress_away_first() {
    Terminal terminal = terminal(true, true);

    terminal.progress("10 %");
    terminal.out().println("result");

    assertThat(err.toString()).endsWith("10 %\r\u001b[K");
    assertThat(out.toString()).isEqualToIgnoringNewLines("result");
  }

  @Test
  void the_first_failure_is_kept_told_once_and_nothing_is_tried_after_it() {
    AtomicInteger tried = new AtomicInteger();
    AtomicInteger told = new AtomicInteger();
    OutputStream broken = new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        throw new IOException("Broken pipe " + tried.incrementAndGet());
      }
    };
    Terminal terminal = new Terminal(new Terminal.Streams(broken, err, false, false), 80, nanos::get);
    terminal.onFailure(told::incrementAndGet);

    terminal.out().println("one");
    terminal.out().println("two");

    assertThat(terminal.failure()).get().extracting(Throwable::getMessage).isEqualTo("Broken pipe 1");
    assertThat(told).hasValue(1);
    assertThat(tried).hasValue(1);
  }
}
