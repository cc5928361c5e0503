package dev.asupersync.examples.hello;

import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.obligation.Permit;
import dev.asupersync.program.Invocation;
import dev.asupersync.program.Program;
import java.time.Duration;
import java.util.List;
import java.util.StringJoiner;

/** Two tasks in a region, a channel between them, and nothing left running afterwards. */
public final class Hello implements Program {

  /** For {@code ServiceLoader}. */
  public Hello() {}

  @Override
  public String name() {
    return "hello";
  }

  @Override
  public String summary() {
    return "Two tasks and a channel: says hello.";
  }

  @Override
  public String run(Cx cx, Invocation invocation) {
    return greet(cx);
  }

  // README: begin
  static String greet(Cx cx) {
    return cx.<String>region(RegionOptions.named("greeting"), scope -> {
      Channel<String> words = scope.open(Channel.bounded(2));
      Sender<String> out = words.sender();
      Receiver<String> in = words.receiver();
      scope.launch(TaskOptions.named("speaker"), c -> {       // owned: cannot outlive the region
        try (out) {
          for (String word : List.of("hello,", "structured", "world")) {
            c.sleep(Duration.ofMillis(50));                   // may be cancelled here
            try (Permit<String> slot = out.reserve(c)) {      // and here: nothing is lost
              slot.send(word);                                // but not here: it cannot fail half way
            }
          }
        }
      });
      var listener = scope.spawn(TaskOptions.named("listener"), c -> {
        StringJoiner heard = new StringJoiner(" ");
        in.forEach(c, heard::add);
        return heard.toString();
      });
      return listener.join().orThrow();
    }).orThrow();                                             // closed: nothing of it is still running
  }
  // README: end
}
