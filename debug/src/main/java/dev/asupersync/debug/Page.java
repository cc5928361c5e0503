package dev.asupersync.debug;

import dev.asupersync.debug.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;

/**
 * The one page: markup, style and script in one answer, and a policy by which the browser runs and shows nothing
 * else, whatever may get into it.
 */
final class Page {

  private Page() {}

  static Response html() {
    String style = part("page.css");
    String script = part("page.js");
    String html = part("page.html").replace("/*style*/", style).replace("/*script*/", script);
    String policy = "default-src 'none'; style-src 'sha256-" + hash(style) + "'; script-src 'sha256-" + hash(script)
        + "'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    return new Response.Whole(200, "text/html; charset=utf-8", html,
        Map.of("Content-Security-Policy", policy));
  }

  private static String part(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The resource " + name + " of the debug page is not in its jar.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(String text) {
    try {
      return Base64.getEncoder().encodeToString(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyJvmHasIt) {
      throw new IllegalStateException(everyJvmHasIt);
    }
  }
}
