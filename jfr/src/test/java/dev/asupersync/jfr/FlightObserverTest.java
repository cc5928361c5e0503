package dev.asupersync.jfr;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.Budget;
import dev.asupersync.CancelReason;
import dev.asupersync.Policy;
import dev.asupersync.RegionId;
import dev.asupersync.RegionOptions;
import dev.asupersync.Task;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.config.ConfigSource;
import dev.asupersync.config.Runtimes;
import dev.asupersync.kernel.Kernel;
import dev.asupersync.kernel.KernelSettings;
import dev.asupersync.lab.LabConfig;
import dev.asupersync.lab.LabInterpretation;
import dev.asupersync.prod.ProdInterpretation;
import dev.asupersync.spi.Wiring;
import dev.asupersync.spi.observe.RegionInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** What stands in a recording of a program, over the lab: on virtual time. */
@Isolated
class FlightObserverTest {

  private static final List<String> EVENTS = List.of("Task", "Region", "Cancel", "ObligationLeak", "StuckClose");

  @TempDir Path directory;

  private final FlightObserver observer = new FlightObserver();

  private List<RecordedEvent> record(List<String> wanted, Runnable program) {
    try (Recording recording = new Recording()) {
      EVENTS.forEach(name -> recording.disable("dev.asupersync." + name));
      wanted.forEach(name -> recording.enable("dev.asupersync." + name));
      recording.start();
      program.run();
      recording.stop();
      Path file = directory.resolve("recording.jfr");
      recording.dump(file);
      List<RecordedEvent> events = new ArrayList<>(RecordingFile.readAllEvents(file));
      events.removeIf(event -> !event.getEventType().getName().startsWith("dev.asupersync."));
      events.sort(Comparator.comparing(RecordedEvent::getEndTime));
      return events;
    } catch (IOException unexpected) {
      throw new AssertionError(unexpected);
    }
  }

  private void run(Task<Void, RuntimeException> program) {
    run(LabInterpretation.of(LabConfig.defaults().seed(5)).wiring(), program);
  }

  private void run(Wiring wiring, Task<Void, RuntimeException> program) {
    try (Kernel kernel = Kernel.open("test", wiring.observedBy(observer), KernelSettings.DEFAULT)) {
      kernel.run(program).isOk();
    }
    assertThat(observer.held()).isZero();
  }

  private List<RecordedEvent> recordRun(String wanted, Task<Void, RuntimeException> program) {
    return record(List.of(wanted), () -> run(program));
  }

  @Test
  void a_task_has_an_event_when_it_has_ended() {
    List<RecordedEvent> events = recordRun("Task", cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      scope.launch(TaskOptions.named("mailer"), c -> c.sleep(Duration.ofSeconds(3))).join();
      scope.launch(TaskOptions.named("broken"), _ -> {
        throw new IllegalStateException("lost");
      }).join();
      return null;
    }).orThrow());

    assertThat(events).hasSize(2);
    RecordedEvent mailer = events.getFirst();
    assertThat(mailer.getString("name")).isEqualTo("mailer");
    assertThat(mailer.getString("regionName")).isEqualTo("shop");
    assertThat(mailer.getString("tier")).isEqualTo("task");
    assertThat(mailer.getString("outcome")).isEqualTo("ok");
    assertThat(mailer.getDuration("lived")).isEqualTo(Duration.ofSeconds(3));
    assertThat(events.getLast().getString("outcome")).isEqualTo("panicked");
    assertThat(events.getLast().getString("error")).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void a_region_has_an_event_that_lasts_as_long_as_it_does() {
    List<RecordedEvent> events = recordRun("Region", cx -> cx.<Void>region(RegionOptions.named("shop"), _ -> {
      cx.sleep(Duration.ofSeconds(2));
      return null;
    }).orThrow());

    assertThat(events).extracting(event -> event.getString("name")).containsExactly("shop", "");
    RecordedEvent shop = events.getFirst();
    RecordedEvent root = events.getLast();
    assertThat(shop.getLong("parent")).isEqualTo(root.getLong("region"));
    assertThat(root.getLong("parent")).isEqualTo(-1);
    assertThat(shop.getDuration("lived")).isEqualTo(Duration.ofSeconds(2));
    assertThat(shop.getStartTime()).isAfterOrEqualTo(root.getStartTime());
    assertThat(shop.getEndTime()).isBeforeOrEqualTo(root.getEndTime()).isAfter(shop.getStartTime());
  }

  @Test
  void a_cancellation_says_who_was_asked_and_why() {
    List<RecordedEvent> events = recordRun("Cancel", cx -> cx.<Void>region(RegionOptions.named("shop"), scope -> {
      scope.launch(TaskOptions.named("clerk"), c -> c.sleep(Duration.ofDays(1)));
      cx.sleep(Duration.ofSeconds(1));
      scope.cancel(CancelReason.user("closing time"));
      return null;
    }).orThrow());

    assertThat(events).anySatisfy(event -> {
      assertThat(event.getString("regionName")).isEqualTo("shop");
      assertThat(event.getLong("task")).isEqualTo(-1);
      assertThat(event.getString("kind")).isEqualTo("user");
      assertThat(event.getString("message")).isEqualTo("closing time");
    });
    assertThat(events).anySatisfy(event -> assertThat(event.getString("taskName")).isEqualTo("clerk"));
  }

  @Test
  void a_leak_names_the_obligation_and_its_holder() {
    Task<Void, RuntimeException> careless = cx -> cx.<Void>region(scope -> {
      Channel<Integer> orders = scope.open(Channel.<Integer>bounded(1).named("orders"));
      var out = orders.sender();
      scope.launch(TaskOptions.named("careless"), c -> out.reserve(c)).join();
      return null;
    }).orThrow();

    List<RecordedEvent> events =
        record(List.of("ObligationLeak"), () -> run(Wiring.of(ProdInterpretation.open()), careless));

    assertThat(events).singleElement().satisfies(leak -> {
      assertThat(leak.getString("kind")).isEqualTo("send_permit");
      assertThat(leak.getString("subject")).isEqualTo("channel \"orders\"");
      assertThat(leak.getLong("task")).isPositive();
    });
  }

  @Test
  void a_region_that_does_not_close_is_reported() {
    StringBuilder report = new StringBuilder("still live: ").repeat("x", 5_000);

    List<RecordedEvent> events = record(List.of("StuckClose"), () -> observer.onStuck(region(3), report.toString()));

    assertThat(events).singleElement().satisfies(stuck -> {
      assertThat(stuck.getString("name")).isEqualTo("checkout R3");
      assertThat(stuck.getString("report")).startsWith("still live: x").hasSizeLessThan(4_100);
    });
  }

  @Test
  void only_what_a_recording_wants_is_made() {
    List<RecordedEvent> events = record(List.of("Region"), () -> {
      observer.onRegionOpened(region(1));
      assertThat(observer.held()).isEqualTo(1);
      run(cx -> cx.<Void>region(scope -> {
        scope.launch(_ -> {}).join();
        return null;
      }).orThrow());
    });
    observer.onRegionOpened(region(2));

    assertThat(events).isNotEmpty()
        .allMatch(event -> event.getEventType().getName().equals("dev.asupersync.Region"));
    assertThat(observer.held()).as("nobody records any more").isZero();
  }

  private static RegionInfo region(long id) {
    return new RegionInfo(
        id, new RegionId(id), "checkout R" + id, Optional.empty(), Optional.empty(), Policy.FAIL_FAST, Budget.DEFAULT);
  }

  @Test
  void a_runtime_tells_of_itself_when_the_module_is_there_and_not_when_it_is_switched_off() {
    for (boolean on : List.of(true, false)) {
      ConfigSource source = ConfigSource.text("asupersync { runtime = prod, jfr.enabled = " + on + " }");
      List<RecordedEvent> events = record(List.of("Region"), () -> {
        try (var runtime = Runtimes.open(source)) {
          runtime.run(_ -> null).orThrow();
        }
      });

      assertThat(events).hasSize(on ? 1 : 0);
    }
  }
}
