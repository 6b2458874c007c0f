/// The whole protocol in one thread on virtual time: the log, gateways, call-service, presence and
/// the devices of a few people, with seeded faults; then every rule of section 6 of the wire
/// contract is checked against what everybody saw. `docs/simulation.md` tells more.
@NullMarked
package dev.visavis.simulation;

import org.jspecify.annotations.NullMarked;
