package dev.asupersync.debug.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request, read by the letter: what RFC 9112 lets a server take leniently is refused. Bodies are never
 * read; a request that announces one is refused.
 */
record RequestHead(String method, String target, Map<String, String> headers) {

  private static final int MOST_BYTES = 8192;
  private static final int MOST_HEADERS = 64;
  private static final int LONGEST_TARGET = 2000;
  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern TARGET = Pattern.compile("/[!-~]*");
  private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\xff]*");

  /** Null when the client went away without a word. */
  static @Nullable RequestHead read(InputStream in) throws IOException, Refused {
    byte[] bytes = new byte[MOST_BYTES];
    int length = 0;
    while (!endsHead(bytes, length)) {
      if (length == MOST_BYTES) {
        throw new Refused(431, "The head of the request is longer than " + MOST_BYTES + " bytes.");
      }
      int next = in.read();
      if (next < 0) {
        if (length == 0) {
          return null;
        }
        throw new Refused(400, "The request ends before its head does.");
      }
      bytes[length++] = (byte) next;
    }
    return parse(new String(bytes, 0, length - 4, StandardCharsets.ISO_8859_1));
  }

  private static boolean endsHead(byte[] bytes, int length) {
    return length >= 4 && Arrays.equals(bytes, length - 4, length, new byte[] {13, 10, 13, 10}, 0, 4);
  }

  private static RequestHead parse(String text) throws Refused {
    List<String> lines = List.of(text.split("\r\n", -1));
    String[] first = lines.getFirst().split(" ", -1);
    if (first.length != 3 || !TOKEN.matcher(first[0]).matches() || !first[2].matches("HTTP/\\d\\.\\d")) {
      throw new Refused(400, "This is not a request.");
    }
    if (!first[2].startsWith("HTTP/1.")) {
      throw new Refused(505, "Only HTTP/1 is spoken here.");
    }
    if (first[1].length() > LONGEST_TARGET) {
      throw new Refused(414, "The address is longer than " + LONGEST_TARGET + " characters.");
    }
    if (!TARGET.matcher(first[1]).matches()) {
      throw new Refused(400, "The address of a request here is a path.");
    }
    if (lines.size() - 1 > MOST_HEADERS) {
      throw new Refused(431, "The request has more than " + MOST_HEADERS + " headers.");
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String line : lines.subList(1, lines.size())) {
      header(line, headers);
    }
    return new RequestHead(first[0], first[1], headers);
  }

  private static void header(String line, Map<String, String> headers) throws Refused {
    int colon = line.indexOf(':');
    if (colon < 1 || !TOKEN.matcher(line.substring(0, colon)).matches()
        || !VALUE.matcher(line.substring(colon + 1)).matches()) {
      throw new Refused(400, "A header is not one.");
    }
    String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
    String value = line.substring(colon + 1).strip();
    if (headers.putIfAbsent(name, value) != null && (name.equals("host") || name.equals("origin"))) {
      throw new Refused(400, "The header " + name + " stands there twice.");
    }
  }

  String header(String name) {
    return headers.getOrDefault(name, "");
  }
}
