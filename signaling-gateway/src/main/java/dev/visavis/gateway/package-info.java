/// The sockets of devices: turns their messages into commands, and writes deliveries to them.
///
/// The packages in layers; each uses only those below it:
///
/// 1. `sockets` reads frames and hands each to its handler; `inbox` reads deliveries; `operation`
///    starts and stops the gateway.
/// 2. `commands` and `registration` handle messages, `quality` writes reports.
/// 3. `relay` carries signals; `presence` reads Redis; `log` writes to Kafka.
/// 4. `connection` is the handle of one connection.
/// 5. `paths` orders signals, `messages` checks messages, `limits`, `auth`, `metrics`.
/// 6. This package: settings, the identity of the gateway, and its time.
///
/// The simulation runs `relay`, `registration`, and what they use, on virtual time. It replaces
/// [GatewayClock], `SocketWriter` in `connection` and `RecordWriter` in `log`.
@NullMarked
package dev.visavis.gateway;

import org.jspecify.annotations.NullMarked;
