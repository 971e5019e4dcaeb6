#!/usr/bin/env node
// A file of its own, as npm links what is there before the build.
import './dist/receiver/cli.js';
