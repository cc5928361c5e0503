package dev.asupersync.debug.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTest {

  private static final ServerLimits PATIENT =
      new ServerLimits(8, 2, Duration.ofSeconds(60), Duration.ofMillis(1));
  private static final ServerLimits IMPATIENT =
      new ServerLimits(8, 2, Duration.ofMillis(50), Duration.ofMillis(1));
  private static final int HUGE = 64 * 1024 * 1024;

  private final CountDownLatch hugeAsked = new CountDownLatch(1);
  private final AtomicInteger events = new AtomicInteger();
  private final List<LoopbackServer> servers = new ArrayList<>();

  private LoopbackServer serve(ServerLimits limits) throws IOException {
    LoopbackServer server = LoopbackServer.open(0, limits, request -> switch (request.path()) {
      case "/live" -> new Response.Live(() -> "data: " + events.incrementAndGet() + "\n\n");
      case "/fail" -> throw new IllegalStateException("on purpose");
      case "/huge" -> huge();
      default -> Response.text(200, request.path() + " " + request.parameter("q").orElse("-"));
    });
    servers.add(server);
    return server;
  }

  private Response huge() {
    hugeAsked.countDown();
    return Response.text(200, "x".repeat(HUGE));
  }

  private URI patient() throws IOException {
    return serve(PATIENT).address();
  }

  @AfterEach
  void no_thread_is_left() throws InterruptedException {
    servers.forEach(LoopbackServer::close);
    for (Thread ending : threads()) {
      assertThat(ending.join(Duration.ofSeconds(10))).as(ending.getName()).isTrue();
    }
  }

  private static List<Thread> threads() {
    Set<Thread> all = Thread.getAllStackTraces().keySet();
    return all.stream().filter(each -> each.getName().startsWith("asupersync-debug")).toList();
  }

  private static String request(String path, URI address) {
    return "GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n\r\n";
  }

  private static void noRequestIsLeft() throws InterruptedException {
    for (Thread thread : threads()) {
      if (!thread.getName().equals("asupersync-debug-clock")) {
        thread.join();
      }
    }
  }

  @Test
  void a_request_is_answered_decoded() throws IOException {
    assertThat(Client.get(patient(), "/a%20b?q=%C3%A9&x=1"))
        .startsWith("HTTP/1.1 200 OK\r\n").containsIgnoringCase("Connection: close\r\n")
        .endsWith("\r\n\r\n/a b \u00e9");
  }

  @Test
  void it_listens_on_the_loopback_interface_only() throws IOException {
    assertThat(InetAddress.getByName(patient().getHost().replaceAll("[\\[\\]]", "")).isLoopbackAddress()).isTrue();
  }

  @Test
  void head_gets_the_head_alone() throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, "HEAD / HTTP/1.1", "Host: " + address.getAuthority()))
        .startsWith("HTTP/1.1 200").containsIgnoringCase("Content-length: 3").endsWith("\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "get", "BREW"})
  void no_other_method_is_answered(String method) throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, method + " / HTTP/1.1", "Host: " + address.getAuthority()))
        .startsWith("HTTP/1.1 405").contains("Allow: GET, HEAD\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1:1", "127.0.0.1",
      "localhost.evil.example:PORT", "127.0.0.1:PORT.evil.example", "", "0.0.0.0:PORT"})
  void a_request_that_is_meant_for_another_host_is_refused(String host) throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, "GET / HTTP/1.1", "Host: " + host.replace("PORT", "" + address.getPort())))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void a_request_without_a_host_or_with_two_is_refused() throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, "GET / HTTP/1.1")).startsWith("HTTP/1.1 421");
    assertThat(Client.ask(address, "GET / HTTP/1.1", "Host: " + address.getAuthority(), "Host: evil.example"))
        .startsWith("HTTP/1.1 421");
  }

  @Test
  void localhost_is_this_host_too() throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, "GET / HTTP/1.1", "Host: localhost:" + address.getPort())).contains(" 200 OK");
  }

  @Test
  void pages_of_other_sites_may_lead_here_but_not_ask() throws IOException {
    URI address = patient();
    String host = "Host: " + address.getAuthority();

    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Origin: http://evil.example")).contains(" 403 ");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Origin: null")).contains(" 403 ");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: no-cors"))
        .contains(" 403 ");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Sec-Fetch-Site: same-site")).contains(" 403 ");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: iframe")).contains(" 403 ");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Dest: document")).contains(" 200 ");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Origin: http://" + address.getAuthority(),
        "Sec-Fetch-Site: same-origin")).contains(" 200 ");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    "GET /|400", "/ GET HTTP/1.1|404", "GET http://evil/ HTTP/1.1|400", "GET //evil/ HTTP/1.1|400",
    "GET * HTTP/1.1|404", "GET /%zz HTTP/1.1|400", "GET /?q=%f HTTP/1.1|400",
    "G@T / HTTP/1.1|405", "'GET /\u0000 HTTP/1.1'|400"})
  void a_line_that_is_no_request_is_refused(String line, String status) throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, line, "Host: " + address.getAuthority())).startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"no colon", ": no name", "Bad Name: x"})
  void a_header_that_is_none_is_refused(String header) throws IOException {
    URI address = patient();

    assertThat(Client.ask(address, "GET / HTTP/1.1", "Host: " + address.getAuthority(), header))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void paths_mean_nothing_but_themselves() throws IOException {
    assertThat(Client.body(patient(), "/../../etc/passwd")).isEqualTo("/../../etc/passwd -");
  }

  @Test
  void a_body_is_refused_and_what_stands_behind_a_request_is_no_other_one() throws IOException {
    URI address = patient();
    String host = "Host: " + address.getAuthority();

    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Content-Length: 5", "", "12345"))
        .startsWith("HTTP/1.1 413");
    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "Transfer-Encoding: chunked", "", "0"))
        .startsWith("HTTP/1.1 413");
    String twice = "GET /one HTTP/1.1\r\n" + host + "\r\n\r\nGET /two HTTP/1.1\r\n" + host + "\r\n\r\n";
    try (Client client = Client.of(address)) {
      assertThat(client.say(twice).hearAll()).contains("/one").doesNotContain("/two");
    }
  }

  @Test
  void too_much_is_refused() throws IOException {
    URI address = patient();
    String host = "Host: " + address.getAuthority();
    String[] many = new String[300];
    Arrays.setAll(many, each -> "X" + each + ": y");
    many[0] = "GET / HTTP/1.1";
    many[1] = host;

    assertThat(Client.ask(address, "GET / HTTP/1.1", host, "X: " + "y".repeat(400_000))).isEmpty();
    assertThat(Client.ask(address, many)).isEmpty();
    assertThat(Client.ask(address, "GET /" + "y".repeat(3_000) + " HTTP/1.1", host)).startsWith("HTTP/1.1 414");
    assertThat(Client.get(address, "/")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"G", "GET / HT", "GET / HTTP/1.1\r\nHo", "GET / HTTP/1.1\r\nContent-Length: 9\r\n\r\nx"})
  void whoever_speaks_too_slowly_is_cut(String beginning) throws IOException {
    URI address = serve(IMPATIENT).address();

    try (Client slow = Client.of(address).say(beginning)) {
      assertThat(slow.hearAll()).doesNotContain(" 200 ");
    }
  }

  @Test
  void whoever_does_not_take_the_answer_is_cut() throws Exception {
    URI address = serve(IMPATIENT).address();

    try (Client lazy = Client.of(address).say(request("/huge", address))) {
      hugeAsked.await();
      noRequestIsLeft();
      assertThat(lazy.hearAll().length()).isLessThan(HUGE);
    }
  }

  @Test
  void one_request_more_than_may_be_served_is_cut_and_the_next_is_answered_again() throws Exception {
    URI address = serve(new ServerLimits(1, 1, Duration.ofSeconds(60), Duration.ofMillis(1))).address();

    try (Client first = Client.of(address).say(request("/live", address))) {
      first.hearUntil("data");
      assertThat(Client.get(address, "/")).isEmpty();
    }
    noRequestIsLeft();
    assertThat(Client.get(address, "/")).startsWith("HTTP/1.1 200");
  }

  @Test
  void events_come_until_the_server_is_closed() throws IOException {
    LoopbackServer server = serve(PATIENT);
    URI address = server.address();

    try (Client listener = Client.of(address).say(request("/live", address))) {
      assertThat(listener.hearUntil("data: 3\n\n")).containsIgnoringCase("Content-Type: text/event-stream")
          .contains("data: 2");
      server.close();
      assertThat(listener.hearAll()).doesNotContain("HTTP");
    }
  }

  @Test
  void only_some_may_listen_and_a_place_that_gets_free_is_given_again() throws Exception {
    URI address = serve(PATIENT).address();
    String ask = request("/live", address);

    try (Client one = Client.of(address).say(ask); Client two = Client.of(address).say(ask)) {
      one.hearUntil("data");
      two.hearUntil("data");
      assertThat(Client.get(address, "/live")).startsWith("HTTP/1.1 503");
      assertThat(Client.get(address, "/")).startsWith("HTTP/1.1 200");
    }
    noRequestIsLeft();
    try (Client later = Client.of(address).say(ask)) {
      assertThat(later.hearUntil("data")).contains("200");
    }
  }

  @Test
  void a_failure_is_answered_and_the_next_request_too() throws IOException {
    URI address = patient();

    assertThat(Client.get(address, "/fail")).startsWith("HTTP/1.1 500").contains("on purpose");
    assertThat(Client.get(address, "/")).startsWith("HTTP/1.1 200");
  }

  @Test
  void a_port_that_is_taken_is_told() throws IOException {
    int taken = patient().getPort();

    assertThatThrownBy(() -> LoopbackServer.open(taken, PATIENT, _ -> Response.text(200, "")))
        .isInstanceOf(BindException.class);
  }
}
