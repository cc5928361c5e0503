package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LeashTest {

  /** Starts a process that would go on for an hour, and waits for ever. */
  static final class Holder {
    public static void main(String[] arguments) throws Exception {
      Leash leash = Leash.open();
      Process held = new ProcessBuilder(Commands.inSessionOfItsOwn(List.of("sleep", "3600"))).start();
      leash.hold(held.pid());
      System.out.println(held.pid());
      held.waitFor();
    }
  }

  @Test
  void what_a_killed_jvm_held_ends_with_it() throws Exception {
    Process holder = new ProcessBuilder(
            ProcessHandle.current().info().command().orElseThrow(),
            "-cp", System.getProperty("java.class.path"), Holder.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
    ProcessHandle held = ProcessHandle.of(new Scanner(holder.getInputStream()).nextLong()).orElseThrow();
    assertThat(held.isAlive()).isTrue();

    holder.destroyForcibly();

    assertThat(held.onExit().get(60, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void what_was_let_go_goes_on() throws Exception {
    Process free = new ProcessBuilder("sleep", "3600").start();
    Leash leash = Leash.open();
    leash.hold(free.pid());

    leash.close();

    assertThat(free.isAlive()).isTrue();
    free.destroyForcibly();
  }
}
