/// Reads the topics of a cluster from outside the services.
@NullMarked
package dev.visavis.devstack.kafka;

import org.jspecify.annotations.NullMarked;
