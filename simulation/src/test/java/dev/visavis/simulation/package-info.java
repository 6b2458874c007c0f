/// Runs the whole protocol in one thread on virtual time: the log, gateways, call-service,
/// presence-service and the devices of a few people, with seeded faults. Then checks every rule of
/// docs/protocol.md, "Guarantees", against what each device received. `docs/simulation.md` has the
/// details.
@NullMarked
package dev.visavis.simulation;

import org.jspecify.annotations.NullMarked;
