package dev.asupersync.obligation;

import java.time.Instant;

/**
 * A right for a time. It has expired from {@link #expiresAt} on, inclusive; an expired one is nobody's, so leaving
 * it is no leak. {@link #close} releases it.
 */
public interface Lease extends Obligation {

  /** It lasts for its whole time again, from now on. Errors: CX-3108 when it has expired. */
  void renew();

  /** Gives it up in good order. Errors: CX-3108 when it has expired. */
  void release();

  Instant expiresAt();

  boolean isExpired();
}
