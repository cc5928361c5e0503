package dev.asupersync.stand;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ListenersTest {

  @ParameterizedTest
  @CsvSource({"127.0.0.1, true", "127.1.2.3, true", "::1, true", "0.0.0.0, false", "::, false"})
  void who_listens_where_is_seen(String address, boolean loopback) throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/net/tcp")), "only Linux tells");
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));

      List<Listeners.Listener> own = Listeners.of(ProcessHandle.current().pid()).stream()
          .filter(listener -> listener.port() == socket.getLocalPort()).toList();

      assertThat(own).singleElement().returns(loopback, Listeners.Listener::isLoopback);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0100007F, true", "0302017F, true", "00000000, false", "0500A8C0, false",
    "00000000000000000000000001000000, true", "0000000000000000FFFF00000100007F, true",
    "00000000000000000000000000000000, false", "0000000000000000FFFF00000500A8C0, false"})
  void loopback_is_known_as_the_kernel_writes_it(String address, boolean loopback) {
    assertThat(new Listeners.Listener(address, 80).isLoopback()).isEqualTo(loopback);
  }
}
