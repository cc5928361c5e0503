package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void nobody_shares_a_port_that_was_free() throws Exception {
    Ports ports = new Ports(0, 0, 0, Ports.metrics(0, 3)).choose();

    assertThat(Stream.concat(Stream.of(ports.zipkin(), ports.prometheus(), ports.otlp()), ports.metrics().stream()))
        .hasSize(6).doesNotHaveDuplicates().doesNotContain(0);
  }

  @Test
  void programs_have_ports_side_by_side() {
    assertThat(Ports.metrics(9464, 2)).isEqualTo(List.of(9464, 9465));
  }

  @Test
  void all_that_cannot_be_had_are_told_at_once() throws Exception {
    try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        ServerSocket two = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      Ports ports = new Ports(one.getLocalPort(), two.getLocalPort(), 70_000, List.of(0));

      assertThatThrownBy(ports::choose).isInstanceOf(TroubleException.class)
          .hasMessageContaining("--zipkin-port: port " + one.getLocalPort() + " on 127.0.0.1")
          .hasMessageContaining("--prometheus-port: port " + two.getLocalPort())
          .hasMessageContaining("--otlp-port: port 70000")
          .hasMessageNotContaining("--metrics-port");
    }
  }
}
