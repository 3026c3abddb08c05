#!/usr/bin/perl
print '<html>';
