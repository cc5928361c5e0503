package dev.asupersync.lab.conformance;

import dev.asupersync.Cx;
import dev.asupersync.Scope;
import dev.asupersync.Select;
import dev.asupersync.TaskHandle;
import dev.asupersync.channel.Broadcast;
import dev.asupersync.channel.BroadcastReceiver;
import dev.asupersync.channel.BroadcastSender;
import dev.asupersync.channel.Channel;
import dev.asupersync.channel.ChannelSpec;
import dev.asupersync.channel.Oneshot;
import dev.asupersync.channel.OneshotReceiver;
import dev.asupersync.channel.OneshotSender;
import dev.asupersync.channel.Receiver;
import dev.asupersync.channel.Sender;
import dev.asupersync.channel.Watch;
import dev.asupersync.channel.WatchReceiver;
import dev.asupersync.channel.WatchSender;
import dev.asupersync.error.CxUsageException;
import dev.asupersync.obligation.Ack;
import dev.asupersync.obligation.Permit;
import dev.asupersync.session.Protocol;
import dev.asupersync.session.Session;
import java.util.List;

/** What goes through a channel arrives once, or is still there. */
final class ChannelSubjects {

  private ChannelSubjects() {}

  static List<Subject> all() {
    return List.of(
        Play.exactlyOnce("channel: send, 2 to 1, capacity 1", (s, g) -> sendAndReceive(s, g, Channel.bounded(1))),
        Play.exactlyOnce("channel: rendezvous", (s, g) -> sendAndReceive(s, g, Channel.rendezvous())),
        Play.exactlyOnce("channel: unbounded", (s, g) -> sendAndReceive(s, g, Channel.unbounded())),
        Play.exactlyOnce("channel: reserve and permit", (s, g) -> reserve(s, g, Channel.bounded(1))),
        Play.exactlyOnce("channel: reserve at a rendezvous", (s, g) -> reserve(s, g, Channel.rendezvous())),
        Play.exactlyOnce("channel: two receivers", ChannelSubjects::twoReceivers),
        Play.exactlyOnce("channel: on approval", ChannelSubjects::onApproval),
        Play.exactlyOnce("channel: permit handed over", ChannelSubjects::handedOver),
        Play.exactlyOnce("select: two receives", ChannelSubjects::selectReceives),
        Play.exactlyOnce("select: receive or reserve", ChannelSubjects::selectEither),
        Play.exactlyOnce("oneshot", ChannelSubjects::oneshot),
        Play.exactlyOnce("broadcast", ChannelSubjects::broadcast),
        Play.exactlyOnce("watch", ChannelSubjects::watch),
        Play.exactlyOnce("session", ChannelSubjects::session));
  }

  /** A channel whose messages are counted as arrived when they are found in it at the end. */
  private static Channel<String> open(Scope<?> scope, Goods goods, ChannelSpec<String> spec) {
    return scope.open(spec.onUndelivered(goods::arrived));
  }

  private static void produce(Cx cx, Sender<String> sender, Goods goods, String name, int count) {
    for (int i = 0; i < count; i++) {
      String message = name + i;
      sender.send(cx, message);
      goods.sent(message);
    }
  }

  private static void sendAndReceive(Scope<RuntimeException> scope, Goods goods, ChannelSpec<String> spec) {
    Channel<String> channel = open(scope, goods, spec);
    Sender<String> one = channel.sender();
    Sender<String> two = channel.sender();
    Receiver<String> receiver = channel.receiver();
    scope.launch(c -> Play.expectGone(() -> produce(c, one, goods, "a", 2)));
    scope.launch(c -> Play.expectGone(() -> produce(c, two, goods, "b", 2)));
    receiver.forEach(scope.cx(), goods::arrived);
  }

  private static void reserve(Scope<RuntimeException> scope, Goods goods, ChannelSpec<String> spec) {
    Channel<String> channel = open(scope, goods, spec);
    Receiver<String> receiver = channel.receiver();
    for (String name : List.of("a", "b")) {
      Sender<String> sender = channel.sender();
      scope.launch(c -> Play.expectGone(() -> {
        for (int i = 0; i < 2; i++) {
          try (Permit<String> permit = sender.reserve(c)) {
            c.checkpoint();
            permit.send(name + i);
            goods.sent(name + i);
          }
        }
      }));
    }
    scope.launch(c -> receiver.forEach(c, goods::arrived));
  }

  private static void twoReceivers(Scope<RuntimeException> scope, Goods goods) {
    Channel<String> channel = open(scope, goods, Channel.bounded(2));
    Sender<String> sender = channel.sender();
    for (int i = 0; i < 2; i++) {
      Receiver<String> receiver = channel.receiver();
      scope.launch(c -> receiver.forEach(c, goods::arrived));
    }
    produce(scope.cx(), sender, goods, "m", 4);
  }

  private static void onApproval(Scope<RuntimeException> scope, Goods goods) {
    Channel<String> channel = open(scope, goods, Channel.bounded(2));
    Sender<String> sender = channel.sender();
    for (int i = 0; i < 2; i++) {
      Receiver<String> receiver = channel.receiver();
      scope.launch(c -> Play.expectGone(() -> {
        while (true) {
          try (Ack<String> ack = receiver.recvAck(c)) {
            c.checkpoint();
            ack.commit();
            goods.arrived(ack.message());
          }
        }
      }));
    }
    produce(scope.cx(), sender, goods, "m", 3);
  }

  private static void handedOver(Scope<RuntimeException> scope, Goods goods) {
    Channel<String> channel = open(scope, goods, Channel.bounded(1));
    Channel<Permit<String>> hand = scope.open(Channel.bounded(1));
    Sender<Permit<String>> give = hand.sender();
    Receiver<Permit<String>> take = hand.receiver();
    Sender<String> sender = channel.sender();
    Receiver<String> receiver = channel.receiver();
    TaskHandle<?, RuntimeException> other = scope.launch(c -> Play.expectGone(() -> {
      Permit<String> permit = take.recv(c);
      permit.send("m");
      goods.sent("m");
    }));
    Cx own = scope.cx();
    try (Permit<String> permit = sender.reserve(own)) {
      handOver(permit, other, give.reserve(own));
    } catch (CxUsageException ended) {
      goods.check(other.tryJoin().isPresent(), "a transfer to a live task was refused: " + ended.getMessage());
    }
    sender.close();
    receiver.forEach(own, goods::arrived);
  }

  private static void handOver(Permit<String> permit, TaskHandle<?, ?> to, Permit<Permit<String>> slot) {
    try (slot) {
      permit.transfer(to);
      slot.send(permit);
    }
  }

  private static void selectReceives(Scope<RuntimeException> scope, Goods goods) {
    Channel<String> one = open(scope, goods, Channel.bounded(1));
    Channel<String> two = open(scope, goods, Channel.rendezvous());
    Sender<String> first = one.sender();
    Sender<String> second = two.sender();
    Receiver<String> here = one.receiver();
    Receiver<String> there = two.receiver();
    scope.launch(c -> Play.expectGone(() -> produce(c, first, goods, "a", 2)));
    scope.launch(c -> Play.expectGone(() -> produce(c, second, goods, "b", 2)));
    for (int i = 0; i < 4; i++) {
      goods.arrived(Select.first(scope.cx(), here.onRecv(m -> m), there.onRecv(m -> m)));
    }
  }

  private static void selectEither(Scope<RuntimeException> scope, Goods goods) {
    Channel<String> in = open(scope, goods, Channel.bounded(1));
    Channel<String> out = open(scope, goods, Channel.bounded(1));
    Sender<String> feeding = in.sender();
    Receiver<String> taking = in.receiver();
    Sender<String> sending = out.sender();
    Receiver<String> draining = out.receiver();
    scope.launch(c -> Play.expectGone(() -> produce(c, feeding, goods, "in", 2)));
    scope.launch(c -> draining.forEach(c, goods::arrived));
    for (int i = 0; i < 4; i++) {
      String message = "out" + i;
      Select.first(
          scope.cx(),
          taking.onRecv(
              m -> {
                goods.arrived(m);
                return m;
              },
              () -> "closed"),
          sending.onReserve(permit -> {
            permit.send(message);
            goods.sent(message);
            return message;
          }));
    }
  }

  private static void oneshot(Scope<RuntimeException> scope, Goods goods) {
    Oneshot<String> reply = scope.open(Oneshot.create());
    OneshotSender<String> sender = reply.sender();
    OneshotReceiver<String> receiver = reply.receiver();
    scope.launch(c -> Play.expectGone(() -> {
      try (Permit<String> permit = sender.reserve(c)) {
        c.checkpoint();
        permit.send("yes");
      }
    }));
    String got = receiver.recv(scope.cx());
    goods.check(got.equals("yes"), "received " + got);
    goods.check(receiver.tryRecv(scope.cx()).isEmpty(), "the message came twice");
  }

  private static void broadcast(Scope<RuntimeException> scope, Goods goods) {
    Broadcast<Integer> news = scope.open(Broadcast.of(8));
    BroadcastSender<Integer> sender = news.sender();
    for (int i = 0; i < 2; i++) {
      BroadcastReceiver<Integer> receiver = news.subscribe();
      scope.launch(c -> Play.expectGone(() -> {
        for (int next = 0; ; next++) {
          int got = receiver.recv(c);
          goods.check(got == next, "received " + got + " in place of " + next);
        }
      }));
    }
    for (int i = 0; i < 3; i++) {
      sender.send(scope.cx(), i);
    }
  }

  private static void watch(Scope<RuntimeException> scope, Goods goods) {
    Watch<Integer> level = scope.open(Watch.of(0));
    WatchSender<Integer> sender = level.sender();
    for (int i = 0; i < 2; i++) {
      WatchReceiver<Integer> watcher = level.watcher();
      scope.launch(c -> {
        int[] last = {0};
        Play.expectGone(() -> {
          while (true) {
            int now = watcher.changed(c);
            goods.check(now > last[0], "after " + last[0] + " came " + now);
            last[0] = now;
          }
        });
        goods.check(last[0] == sender(level, c), "the last value was missed: " + last[0]);
      });
    }
    for (int i = 1; i <= 3; i++) {
      sender.set(scope.cx(), i);
      scope.cx().checkpoint();
    }
  }

  private static int sender(Watch<Integer> level, Cx cx) {
    return level.watcher().peek(cx);
  }

  private static void session(Scope<RuntimeException> scope, Goods goods) {
    var session =
        Session.open(
            scope, "talk", Protocol.send(String.class, Protocol.recv(Integer.class, Protocol.end())));
    scope.launch(c -> Play.expectGone(() -> {
      var asked = session.there().recv(c);
      asked.next().send(c, asked.message().length()).close(c);
    }));
    Cx own = scope.cx();
    var answer = session.here().send(own, "abc").recv(own);
    answer.next().close(own);
    goods.check(answer.message() == 3, "was told " + answer.message());
  }
}
