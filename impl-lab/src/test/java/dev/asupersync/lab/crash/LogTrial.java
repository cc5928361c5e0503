package dev.asupersync.lab.crash;

import dev.asupersync.Cx;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Two clients put into a log through one writer, which tells them when it is done. */
class LogTrial implements CrashTrial {

  private final MemoryDisk disk = new MemoryDisk();
  private final WriteAheadLog.Flaw flaw;
  /** What the world knows. */
  private final List<String> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private List<String> recovered = List.of();
  final List<String> cleanups = new ArrayList<>();

  LogTrial(WriteAheadLog.Flaw flaw) {
    this.flaw = flaw;
  }

  @Override
  public DurableStore store() {
    return disk;
  }

  @Override
  public void run(Cx cx) throws Exception {
    cx.region(Exception.class, scope -> {
      Channel<String> puts = scope.open(Channel.bounded(2));
      scope.defer(c -> {
        disk.append("cleanup", new byte[] {1});
        cleanups.add("finalizer");
      });
      for (String client : List.of("a", "b")) {
        Sender<String> out = puts.sender();
        scope.launch(TaskOptions.named(client), c -> {
          try (out) {
            for (int i = 0; i < 2; i++) {
              asked.add(client + i);
              out.send(c, client + i);
            }
          }
        });
      }
      Receiver<String> in = puts.receiver();
      scope.launch(TaskOptions.named("writer"), c -> write(c, in));
      return null;
    }).orThrow();
  }

  private void write(Cx cx, Receiver<String> in) throws Exception {
    WriteAheadLog log = new WriteAheadLog(disk, flaw);
    try {
      in.<Exception>forEach(cx, text -> {
        log.put(text);
        told.add(text);
      });
    } finally {
      cleanups.add("finally");
    }
  }

  @Override
  public void recover(Cx cx) throws Exception {
    cx.checkpoint();
    recovered = new WriteAheadLog(disk, flaw).recover();
  }

  @Override
  public Optional<String> complaint() {
    if (!recovered.containsAll(told)) {
      return Optional.of("told " + told + ", found " + recovered);
    }
    return asked.containsAll(recovered) ? Optional.empty() : Optional.of("invented " + recovered);
  }
}
