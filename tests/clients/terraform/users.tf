# Ada moves and changes in place.
resource "aws_iam_user" "ada" {
  name                 = "Ada"
  path                 = local.path
  tags                 = local.tags
  permissions_boundary = local.boundary
  force_destroy        = true
}

# Grace is renamed, and nothing else: the provider tags a user under its new name before it renames it.
resource "aws_iam_user" "grace" {
  name = local.first ? "Grace" : "Admiral"
  tags = { Team = "navy" }
}

resource "aws_iam_user_policy" "ada" {
  name   = "reader"
  user   = aws_iam_user.ada.name
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_user_policies_exclusive" "ada" {
  user_name    = aws_iam_user.ada.name
  policy_names = [aws_iam_user_policy.ada.name]
}

resource "aws_iam_user_policy_attachment" "ada" {
  user       = aws_iam_user.ada.name
  policy_arn = local.attached
}

resource "aws_iam_user_policy_attachments_exclusive" "ada" {
  user_name   = aws_iam_user.ada.name
  policy_arns = [aws_iam_user_policy_attachment.ada.policy_arn]
}

data "aws_iam_user" "ada" {
  user_name = aws_iam_user.ada.name
}

data "aws_iam_users" "there" {
  path_prefix = aws_iam_user.ada.path
  name_regex  = "^A"
}
