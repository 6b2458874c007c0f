/// The whole protocol in one thread on virtual time: the log, gateways, call-service, presence and
/// the devices of a few people, with seeded faults; then every rule of
/// docs/protocol.md, "Guarantees", is checked against what everybody saw. `docs/simulation.md` has
/// the details.
@NullMarked
package dev.visavis.simulation;

import org.jspecify.annotations.NullMarked;
