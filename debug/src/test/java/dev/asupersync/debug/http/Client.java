package dev.asupersync.debug.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what it is told to, however wrong. */
public final class Client implements AutoCloseable {

  private final Socket socket;

  private Client(Socket socket) {
    this.socket = socket;
  }

  public static Client of(URI address) {
    try {
      return new Client(new Socket(address.getHost(), address.getPort()));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** What a browser would say, answered in full. */
  public static String get(URI address, String path) {
    return ask(address, "GET " + path + " HTTP/1.1", "Host: " + address.getAuthority());
  }

  /** The body alone. */
  public static String body(URI address, String path) {
    String answer = get(address, path);
    return answer.substring(answer.indexOf("\r\n\r\n") + 4);
  }

  public static String ask(URI address, String... lines) {
    try (Client client = of(address)) {
      return client.say(String.join("\r\n", lines) + "\r\n\r\n").hearAll();
    }
  }

  public Client say(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return this;
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }

  /** Until the server ends it, in whatever way. */
  public String hearAll() {
    ByteArrayOutputStream heard = new ByteArrayOutputStream();
    try {
      InputStream in = socket.getInputStream();
      byte[] part = new byte[8192];
      for (int n = in.read(part); n >= 0; n = in.read(part)) {
        heard.write(part, 0, n);
      }
    } catch (IOException reset) {
      return heard.toString(StandardCharsets.UTF_8);
    }
    return heard.toString(StandardCharsets.UTF_8);
  }

  /** Up to and with this text. */
  public String hearUntil(String end) {
    StringBuilder heard = new StringBuilder();
    try {
      InputStream in = socket.getInputStream();
      while (heard.indexOf(end) < 0) {
        int next = in.read();
        if (next < 0) {
          throw new AssertionError("the server ended after: " + heard);
        }
        heard.append((char) next);
      }
    } catch (IOException reset) {
      throw new UncheckedIOException(reset);
    }
    return heard.toString();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }
}
