# The test makes certificate.pem and key.pem.
resource "aws_iam_server_certificate" "web" {
  name             = "web"
  path             = "/cloudfront/"
  certificate_body = file("certificate.pem")
  private_key      = file("key.pem")
  tags             = local.tags
}

resource "aws_iam_signing_certificate" "ada" {
  user_name        = aws_iam_user.ada.name
  certificate_body = file("certificate.pem")
  status           = local.first ? "Active" : "Inactive"
}

resource "aws_iam_user_ssh_key" "ada" {
  username   = aws_iam_user.ada.name
  encoding   = "SSH"
  public_key = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQDQ7McQm694GiwUPLnGvwtaZOdR1/bfcR5/d/7S+VParXh6DjIUjYRSMxJPJ7nCJ1VdDETjPyxBPkztVqhTorJ/y/VdgNBpEOSsToV3PeGId1RaOJhm12bj2fc83F65Ix8RemgnYBUEIAaEx5dA5wDY8/egjQfyiXST5iwLoAi4tr9oc/ejThjFa7SJOevGLXff1Oh/K//AiaWSw1Uvnt4LMIvkQ+D7Csqr+Y/Rp4V6K4gDfRC3/hYbnMU9fCO4NQnTU2/YJ0uoYEZq5OSSdr+B/umeQ3kv0YG2q3kx8bUxTGX1tj952PloES1Qg0C1fUCGx9eliN+av0D7Zwy5xDv9 ada@example.com"
  status     = local.first ? "Active" : "Inactive"
}

data "aws_iam_server_certificate" "web" {
  name   = aws_iam_server_certificate.web.name
  latest = true
}

data "aws_iam_user_ssh_key" "ada" {
  username          = aws_iam_user_ssh_key.ada.username
  ssh_public_key_id = aws_iam_user_ssh_key.ada.ssh_public_key_id
  encoding          = "SSH"
}
