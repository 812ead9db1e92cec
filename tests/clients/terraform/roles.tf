data "aws_iam_policy_document" "trust" {
  statement {
    actions = local.first ? ["sts:AssumeRole"] : ["sts:AssumeRole", "sts:TagSession"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com", "lambda.amazonaws.com"]
    }
    principals {
      type        = "AWS"
      identifiers = [aws_iam_user.ada.arn, "arn:aws:iam::${var.account}:root"]
    }
  }
}

resource "aws_iam_role" "worker" {
  name                  = "worker"
  path                  = "/service/"
  description           = "of the ${var.generation} generation"
  assume_role_policy    = data.aws_iam_policy_document.trust.json
  max_session_duration  = local.first ? 3600 : 7200
  permissions_boundary  = local.boundary
  force_detach_policies = true
  tags                  = local.tags
}

# Policies within the resource are deprecated, and still in every second module.
resource "aws_iam_role" "old_style" {
  name_prefix         = "old-style-"
  assume_role_policy  = data.aws_iam_policy_document.trust.json
  managed_policy_arns = [local.attached]

  inline_policy {
    name   = var.generation
    policy = data.aws_iam_policy_document.read.json
  }
}

resource "aws_iam_role_policy" "worker" {
  role   = aws_iam_role.worker.id
  policy = data.aws_iam_policy_document.read.json
}

resource "aws_iam_role_policies_exclusive" "worker" {
  role_name    = aws_iam_role.worker.name
  policy_names = [aws_iam_role_policy.worker.name]
}

resource "aws_iam_role_policy_attachment" "worker" {
  role       = aws_iam_role.worker.name
  policy_arn = local.attached
}

resource "aws_iam_role_policy_attachments_exclusive" "worker" {
  role_name   = aws_iam_role.worker.name
  policy_arns = [aws_iam_role_policy_attachment.worker.policy_arn]
}

resource "aws_iam_instance_profile" "worker" {
  name = "worker"
  path = "/service/"
  role = local.first ? aws_iam_role.worker.name : aws_iam_role.old_style.name
  tags = local.tags
}

resource "aws_iam_service_linked_role" "autoscaling" {
  aws_service_name = "autoscaling.amazonaws.com"
  custom_suffix    = "blue"
  description      = "of the ${var.generation} generation"
  tags             = local.tags
}

data "aws_iam_role" "worker" {
  name = aws_iam_role.worker.name
}

data "aws_iam_roles" "service" {
  path_prefix = aws_iam_role.worker.path
  name_regex  = "^work"
}

data "aws_iam_instance_profile" "worker" {
  name = aws_iam_instance_profile.worker.name
}

data "aws_iam_instance_profiles" "worker" {
  role_name = aws_iam_instance_profile.worker.role
}

data "aws_iam_session_context" "worker" {
  arn = "arn:aws:sts::${var.account}:assumed-role/${aws_iam_role.worker.name}/session"
}
