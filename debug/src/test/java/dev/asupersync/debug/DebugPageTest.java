package dev.asupersync.debug;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asupersync.CancelReason;
import dev.asupersync.Cx;
import dev.asupersync.RegionOptions;
import dev.asupersync.TaskOptions;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.Sender;
import dev.asupersync.debug.http.Client;
import dev.asupersync.sync.Barrier;
import dev.asupersync.sync.Mutex;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the page says of programs, asked from inside them. */
class DebugPageTest {

  private static final Duration LATER = Duration.ofSeconds(1);
  private static final String EVIL = "<img src=x onerror=alert(1)>\"'&";

  private static void lockBoth(Cx cx, Mutex first, Mutex second, Barrier both) {
    try (var _ = first.lock(cx)) {
      both.await(cx);
      try (var _ = second.lock(cx)) {
        cx.checkpoint();
      }
    }
  }

  @Test
  void the_tree_shows_regions_with_what_is_below_them() {
    try (Shown shown = Shown.lab()) {
      String tree = shown.run(cx -> cx.<String>region(RegionOptions.named("outer"), outer -> {
        outer.launch(TaskOptions.named("lead"), c -> c.region(RegionOptions.named("inner"), inner -> {
          inner.launch(TaskOptions.named("sleeper"), s -> s.sleep(Duration.ofHours(1)));
          return null;
        }));
        outer.cx().sleep(LATER);
        return shown.ask("/api/tree?depth=3");
      }).orThrow());

      assertThat(tree).startsWith("{\"total\":1,\"offset\":0,\"children\":[{\"id\":\"R0\"")
          .contains("{\"id\":\"R1\",\"name\":\"outer\",\"state\":\"OPEN\",\"ageNanos\":1000000000,\"tasks\":2,"
              + "\"tasksBelow\":4,\"regions\":1,\"regionsBelow\":1")
          .contains("\"id\":\"R2\",\"name\":\"inner\",\"state\":\"DRAINING\"");
    }
  }

  @Test
  void a_region_says_what_it_is_waiting_for() {
    try (Shown shown = Shown.lab()) {
      String region = shown.run(cx -> cx.<String>region(RegionOptions.named("outer"), outer -> {
        Mutex ledger = outer.open(Mutex.create().named("ledger"));
        outer.launch(TaskOptions.named("holder"), c -> {
          try (var _ = ledger.lock(c)) {
            c.checkpoint("page 3");
            c.sleep(Duration.ofHours(1));
          }
        });
        outer.launch(TaskOptions.named("lead"), c -> c.region(RegionOptions.named("audit"), audit -> {
          audit.cx().sleep(Duration.ofMillis(1));
          audit.launch(TaskOptions.named("auditor"), a -> ledger.lock(a).close());
          return null;
        }));
        outer.cx().sleep(LATER);
        return shown.ask("/api/region?id=R2");
      }).orThrow());

      assertThat(region)
          .contains("R2 \\\"audit\\\" is DRAINING: it closes when 1 task and 0 child regions have ended.")
          .contains("T5 \\\"auditor\\\" waits for mutex \\\"ledger\\\", for 999.0 ms;"
              + " T2 \\\"holder\\\" could end this")
          .contains("\"chain\":[\"T5 \\\"auditor\\\" waits for mutex \\\"ledger\\\"\","
              + "\"T2 \\\"holder\\\" sleeps until ");
    }
  }

  @Test
  void tasks_that_wait_only_for_each_other_are_found_and_the_ones_behind_them_are_not_blamed() {
    List<String> said = new ArrayList<>();
    try (Shown shown = Shown.lab()) {
      shown.kernel.run(cx -> cx.region(RegionOptions.named("accounts"), accounts -> {
        Mutex stock = accounts.open(Mutex.create().named("stock"));
        Mutex ledger = accounts.open(Mutex.create().named("ledger"));
        Barrier both = accounts.open(Barrier.of(2));
        accounts.launch(TaskOptions.named("clerk"), c -> lockBoth(c, stock, ledger, both));
        accounts.launch(TaskOptions.named("bookkeeper"), c -> lockBoth(c, ledger, stock, both));
        accounts.cx().sleep(LATER);
        accounts.launch(TaskOptions.named("innocent"), c -> stock.lock(c).close());
        accounts.cx().sleep(LATER);
        said.add(shown.ask("/api/findings"));
        said.add(shown.ask("/api/summary"));
        accounts.cancel(CancelReason.user("enough"));
        return null;
      }));
    }

    assertThat(said.getFirst()).containsOnlyOnce("\"kind\":\"DEADLOCK\"")
        .contains("T2 \\\"clerk\\\" waits for mutex \\\"ledger\\\" -\\u003e T3 \\\"bookkeeper\\\" waits for mutex"
            + " \\\"stock\\\" -\\u003e T2 \\\"clerk\\\" again")
        .doesNotContain("innocent");
    assertThat(said.getLast()).contains("\"alarms\":[\"DEADLOCK\"],\"certain\":1");
  }

  @Test
  void markup_in_names_and_messages_stays_text() {
    try (Shown shown = Shown.lab()) {
      List<String> answers = shown.run(cx -> cx.<List<String>>region(RegionOptions.named(EVIL), region -> {
        Channel<String> channel = region.open(Channel.<String>bounded(1).named(EVIL));
        Sender<String> out = channel.sender();
        channel.receiver();
        region.launch(TaskOptions.named(EVIL), c -> {
          c.checkpoint(EVIL);
          c.trace(EVIL);
          out.send(c, "1");
          out.send(c, "2");
        });
        region.cx().sleep(LATER);
        List<String> said = new ArrayList<>();
        for (String path : List.of("/api/tree", "/api/region?id=1", "/api/task?id=2", "/api/find?q=img", "/api/waits",
            "/api/channels", "/api/events", "/api/findings", "/metrics", "/api/find?q=" + "<b>")) {
          said.add(shown.ask(path));
        }
        channel.receiver().tryRecv(region.cx());
        return said;
      }).orThrow());

      assertThat(answers).noneMatch(each -> each.contains("<")).noneMatch(each -> each.contains("&"));
      assertThat(answers.getFirst()).contains("\\u003cimg src=x onerror=alert(1)\\u003e\\\"'\\u0026");
    }
  }

  @Test
  void the_page_lets_the_browser_load_and_run_nothing_else() {
    try (Shown shown = Shown.prod()) {
      String page = Client.get(shown.address(), "/");

      assertThat(page).contains("Content-security-policy: default-src 'none'; style-src 'sha256-")
          .contains("frame-ancestors 'none'").contains("<!doctype html>");
      assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http://").doesNotContain("https://")
          .doesNotContain("innerHTML").doesNotContain("document.write").doesNotContain("/*script*/");
    }
  }

  @Test
  void with_the_runtime_the_page_ends() throws InterruptedException {
    URI address;
    try (Shown shown = Shown.prod()) {
      address = shown.address();
      assertThat(shown.get("/health")).isEqualTo("{\"status\":\"up\",\"runtime\":\"shown\"}");
      shown.close();
      assertThat(shown.page.address()).isEmpty();
    }

    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("asupersync-debug") || thread.getName().equals("HTTP-Dispatcher")) {
        assertThat(thread.join(Duration.ofSeconds(10))).as(thread.getName()).isTrue();
      }
    }
    assertThat(address.getPort()).isPositive();
  }

  @Test
  void a_runtime_whose_page_has_no_port_runs_without_it() {
    try (Shown first = Shown.prod();
        Shown second = Shown.prod(Shown.options().onPort(first.address().getPort()))) {
      assertThat(second.page.address()).isEmpty();
      int answer = second.run(_ -> 42);
      assertThat(answer).isEqualTo(42);
    }
  }

  @Test
  void what_is_not_there_is_told_so() {
    try (Shown shown = Shown.prod()) {
      assertThat(Client.get(shown.address(), "/nothing")).startsWith("HTTP/1.1 404");
      assertThat(Client.get(shown.address(), "/api/region?id=R99")).startsWith("HTTP/1.1 404")
          .contains("{\"error\":\"No such region, or no longer.\"}");
      assertThat(Client.get(shown.address(), "/api/task?id=x")).startsWith("HTTP/1.1 404");
      assertThat(Client.get(shown.address(), "/api/events?limit=-5&after=zz")).startsWith("HTTP/1.1 200");
      assertThat(shown.get("/api/tree?depth=99999999999&limit=0&offset=9")).isEqualTo(
          "{\"total\":0,\"offset\":9,\"children\":[]}");
    }
  }
}
