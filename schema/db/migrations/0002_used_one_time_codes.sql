-- The step, by the device's clock, of the last one-time code that was taken: that code and older ones are used up.
ALTER TABLE mfa_devices ADD COLUMN last_step INTEGER;
