/// Reading the topics of a cluster from outside of the services.
@NullMarked
package dev.visavis.devstack.kafka;

import org.jspecify.annotations.NullMarked;
