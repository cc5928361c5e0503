package dev.asupersync.benchmarks.peer;

import kotlin.ResultKt;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.ContinuationImpl;

/**
 * A coroutine in the form into which the Kotlin compiler brings a suspending function: an object that is entered
 * again, with the result, after each call that suspended it. So nothing stands between it and the channels that a
 * program in Kotlin would not have, too.
 */
public abstract class Coroutine extends ContinuationImpl {

  protected static final Object SUSPENDED = IntrinsicsKt.getCOROUTINE_SUSPENDED();

  @SuppressWarnings("unchecked") // whoever starts it takes what it returns
  protected Coroutine(Continuation<?> completion) {
    super((Continuation<Object>) completion);
  }

  public final Object start() {
    return invokeSuspend(Unit.INSTANCE);
  }

  @Override
  protected final Object invokeSuspend(Object result) {
    ResultKt.throwOnFailure(result);
    return resume(result);
  }

  /** Goes on until it is done or must return {@link #SUSPENDED}. */
  protected abstract Object resume(Object result);
}
