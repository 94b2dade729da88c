"""Test helpers of several rooms: sample sites, models, browsers, and parsers of build output."""
