#!/bin/sh
REDISCLI_AUTH=$REDIS_PASSWORD redis-cli ping | grep -q PONG
