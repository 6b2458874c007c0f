#!/bin/bash
exec /opt/kafka/bin/run-class kafka.tools.StorageTool "$@"
